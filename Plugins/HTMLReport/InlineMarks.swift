import Codebook
import Evaluation
import Standoff

extension InlineMark {
  /// Everything that is shown in the text: passages, quotations, the words that name a speaker, evidence, and what stages of
  /// the user's own have found.
  static func marks(of reading: Reading, _ look: LabelLook, prefix: String) throws -> [InlineMark] {
    var marks: [InlineMark] = []
    let text = reading.document.text
    func add(_ mark: InlineMark) {
      if text.holds(mark.span) { marks.append(mark) }
    }
    func addEvidence(_ judgment: Judgment?, _ note: String) {
      for evidence in judgment?.evidence ?? [] {
        let negated = evidence.isNegated ? " negated" : ""
        add(
          InlineMark(.evidence, evidence.span, cssClass: "cue \(look.cssClass(evidence.toward))\(negated)", note: note))
      }
    }
    for (index, passage) in reading.passages.enumerated() {
      let note = "\(prefix)-p\(index + 1)"
      if let stance = passage.judgment?.stance {
        add(InlineMark(.passage, passage.span, cssClass: "stretch \(look.cssClass(stance))", note: note))
      }
      addEvidence(passage.judgment, note)
    }
    for (index, quotation) in reading.quotations.enumerated() {
      let note = "\(prefix)-q\(index + 1)"
      let stance = quotation.judgment?.stance
      var reference = HTML()
      let cssClass = stance.map(look.cssClass) ?? "unjudged"
      reference.element("a", ["class": "ref \(cssClass)", "id": "\(note)-ref", "href": "#\(note)", "data-note": note]) {
        html in
        html.element("span", ["aria-hidden": "true"], (stance.map(look.symbol) ?? "") + "\(index + 1)")
        html.element("span", ["class": "unseen"], " note \(index + 1): \(stance?.rawValue ?? "not judged")")
      }
      add(
        InlineMark(
          .quotation, quotation.span,
          cssClass: "quotation \(quotation.quotation.kind.rawValue) \(cssClass)", note: note,
          reference: reference.bytes))
      if let mention = quotation.speaker?.mention {
        add(InlineMark(.mention, mention, cssClass: "mention", note: note))
      }
      addEvidence(quotation.judgment, note)
    }
    let names = reading.document.ownLayers
    let annotations = try reading.document.annotations(of: names)
    for name in names {
      // What stands on another annotation marks no words of its own.
      for annotation in annotations[name] ?? [] where annotation.target == nil {
        guard let span = annotation.span, !span.isEmpty else { continue }
        let title = annotation.label.map { "\(name): \($0)" } ?? name.description
        add(InlineMark(.own, span, cssClass: "found", title: title))
      }
    }
    return marks.sorted(by: InlineMark.inTextOrder)
  }
}
