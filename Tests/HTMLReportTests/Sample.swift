import Codebook
import Foundation
import PluginTesting
import Standoff

/// Builds a document with all its layers from marked paragraphs.
///
/// In the text, `⟨q speech below endorses Ada Thorn:…⟩` is a quotation with kind, stance, attitude and speaker (`-`
/// where there is none), `⟨e below 1.2:…⟩` a piece of evidence (a weight below 0: negated), `⟨m:…⟩` the words that name
/// the speaker of the next quotation.
struct Sample {
  private var text = ""
  private var blocks = Layer<Block>()
  private var passages = Layer<Passage>()
  private var quotations = Layer<Quotation>()
  private var speakers = Layer<Speaker>()
  private var judgments = Layer<Judgment>()
  private var attitudes = Layer<Attitude>()

  /// - Parameter stance: stance, strain and attitude of the passage, such as `above elitism rejects`; nothing for a block
  ///   that is no passage, `-` for one that nobody judged.
  mutating func add(_ kind: Block.Kind, page: String? = nil, _ stance: String?, _ marked: String) {
    if !text.isEmpty { text += "\n\n" }
    let start = text.utf8.count
    let example = MarkedText(marked)
    text += example.text
    func place(_ span: Span) -> Span { span.lowerBound + start..<span.upperBound + start }
    let span = start..<text.utf8.count
    let block = blocks.add(Block(kind, page: page), at: span)
    let evidence = example.marks.filter { $0.name.hasPrefix("e ") }.map { mark in
      let words = mark.name.split(separator: " ")
      let weight = Double(words[2]) ?? 1
      return Evidence(
        at: place(mark.span), weight: abs(weight), toward: Stance(rawValue: String(words[1])), isNegated: weight < 0)
    }
    if let stance {
      let passage = passages.add(Passage(number: passages.count + 1, block: block, isNote: kind == .note), at: span)
      judge(passage, stance.split(separator: " ").map(String.init), evidence)
    }
    var mentions = example.spans("m")
    for mark in example.marks where mark.name.hasPrefix("q ") {
      let words = mark.name.split(separator: " ", maxSplits: 4).map(String.init)
      let span = place(mark.span)
      let id = quotations.add(
        Quotation(
          Quotation.Kind(rawValue: words[1]) ?? .speech, marks: "“”", level: 0, score: 0.95, rule: "verb.before"),
        at: span)
      judge(
        id, [words[2], words[2] == "above" ? "elitism" : "-", words[3]], evidence.filter { span.encloses($0.span) })
      if words[4] != "-" {
        let mention = mentions.isEmpty ? nil : place(mentions.removeFirst())
        speakers.add(Speaker(name: words[4], mention: mention, rule: "cue.verb.before", score: 0.9), on: id)
      }
    }
  }

  mutating func add(page: String? = nil, _ stance: String, _ marked: String) {
    add(.paragraph, page: page, stance, marked)
  }

  /// A quotation from one place to another, over paragraphs if need be; both are words of the text.
  mutating func quote(from first: String, to last: String, _ stance: String, speaker: String) {
    guard let start = offset(of: first), let end = offset(of: last) else { return }
    let id = quotations.add(
      Quotation(.speech, marks: "“”", score: 0.9, rule: "continued"), at: start..<end + last.utf8.count)
    judge(id, [stance, "-", "endorses"], [])
    speakers.add(Speaker(name: speaker, rule: "header", score: 0.8), on: id)
  }

  func document(_ id: String, metadata: Metadata) throws -> Document {
    var document = Document(
      id: id, origin: Document.Origin(path: id, format: "text"), metadata: metadata, text: Text(text),
      map: .identity(count: text.utf8.count))
    try document.add(Annotations(blocks, passages, quotations, speakers, judgments, attitudes))
    document.add([
      Diagnostic(.warning, .init("quotation.unclosed", "the mark “ is not closed in this passage"), source: 10..<13),
      Diagnostic(.note, .init("text.encoding", "read as ISO-8859-1"), source: nil),
    ])
    return document
  }

  private func offset(of words: String) -> Int? {
    text.range(of: words).map { text.utf8.distance(from: text.startIndex, to: $0.lowerBound) }
  }

  private mutating func judge(_ id: AnnotationID, _ words: [String], _ evidence: [Evidence]) {
    guard let name = words.first, name != "-" else { return }
    let stance = Stance(rawValue: name)
    let strain = words.count > 1 && words[1] != "-" ? Strain(rawValue: words[1]) : nil
    let scores: [Judgment.Score] =
      stance == .none
      ? [.init(.none, 0.88), .init(.above, 0.07), .init(.below, 0.05)] : [.init(stance, 0.81), .init(.none, 0.19)]
    judgments.add(Judgment(stance, scores: scores, strain: strain, by: "stance.cues", evidence: evidence), on: id)
    guard words.count > 2, let attitude = AttitudeKind(rawValue: words[2]) else { return }
    attitudes.add(Attitude(attitude, side: Side(stance, attitude), score: 0.66, by: "attitude.rules"), on: id)
  }
}

extension Sample {
  /// An essay with every kind of block and label.
  static func essay() throws -> Document {
    var essay = Sample()
    essay.add(.heading, nil, "The Two Roads to the Good City")
    essay.add(
      page: "1", "mixed - endorses",
      "Two roads lead out of the old town. On the one, ⟨e above 1.4:the wise are to lead⟩ and the many to follow; on the other, "
        + "the many ⟨e below 1.6:set out by themselves⟩, lose their way, and learn it.")
    essay.add(
      "above elitism rejects",
      "The governor’s friend ⟨m:Edmund Harrow⟩ left no doubt which road he meant. “⟨q speech above endorses Edmund Harrow:The crowd is "
        + "⟨e above 1.1:a child⟩; it must be ⟨e above 1.8:taken by the hand⟩ by those who know the way⟩,” he wrote, and he called "
        + "this “⟨q term none - -:guidance⟩”.")
    essay.add(
      page: "2", "below - endorses",
      "The bakers of the lower town answered him. “⟨q speech below endorses Ada Thorn:We have ⟨e below 1.2:no need of a hand⟩. What we win "
        + "⟨e below 2:by our own doing⟩ we shall know how to keep⟩,” said ⟨m:Ada Thorn⟩, who had organised their union; and she added that "
        + "Harrow’s line, “⟨q speech above rejects Ada Thorn:it must be ⟨e above 1.8:taken by the hand⟩⟩,” had been heard in every century."
    )
    essay.add("none", "The town then had some nine thousand people, four mills and a canal.")
    essay.add("-", "So it stood.")
    essay.add(.heading, nil, "The Meeting")
    essay.add(
      page: "3", "none - reports",
      "Nobody kept minutes. What follows is from Thorn’s letter to her sister, which is long:")
    essay.add(
      .quotation, "below - reports",
      "I told them that no minister ⟨e below 1.5:can give us⟩ what we do not take. We began as forty and ended as four hundred."
    )
    essay.add(
      .quotation, page: "4", "below - reports",
      "And when the ⟨e above -1.3:good gentlemen⟩ offered to do it for us, we laughed, and voted, and ⟨e below 1.7:did it ourselves⟩."
    )
    essay.quote(from: "I told them", to: "did it ourselves", "below", speaker: "Ada Thorn")
    essay.add(
      "above plannism reports",
      "A second party, of engineers, had a plan. “⟨q speech above endorses a spokesman of the engineers:Give the works to ⟨e above 1.9:those "
        + "competent to direct them⟩; and let us hear no more of ‘⟨q speech below rejects the bakers:the ⟨e below 1.1:workers’ council⟩⟩’ and its "
        + "talk⟩,” their spokesman asked in The Northern Engineer.")
    essay.add(.item, "none", "The first demand was bread at last year’s price.")
    essay.add(
      .item, "below - endorses", "The second was that the mill’s books lie open ⟨e below 1.3:to all who work there⟩.")
    essay.add(
      .verse, "below - endorses",
      "⟨q speech below endorses -:No lord shall lift us from the ground,\nno saint shall set us free;\n⟨e below 1.8:our own hands⟩ found what can be found,\n"
        + "and what we are, we’ll be.⟩")
    essay.add(
      page: "5", "none - reports",
      "It is told otherwise in “⟨q title none - -:The History of the Canal⟩”, where neither party is named.")
    essay.add(.note, "above elitism rejects", "Harrow’s papers speak of ⟨e above 1.2:the flock⟩ on every second page.")
    return try essay.document(
      "essays/two-roads.txt",
      metadata: Metadata(title: "The Two Roads", author: "Clara Voss", date: "1911", language: "en"))
  }

  /// A second text, French, mostly of above.
  static func speech() throws -> Document {
    var speech = Sample()
    speech.add(.heading, nil, "Discours du maire")
    speech.add(
      "above philanthropism endorses",
      "Messieurs, ⟨e above 1.6:nos bienfaiteurs⟩ ont ouvert l’asile : les pauvres y trouveront du pain et des maîtres.")
    speech.add(
      "above plannism endorses",
      "Le plan est fait. « ⟨q speech above endorses Jules Morel:Que ⟨e above 1.7:l’administration décide⟩, et que la foule attende⟩ », a dit "
        + "⟨m:Jules Morel⟩.")
    speech.add("none", "La séance est levée à six heures du soir.")
    speech.add(
      "below - rejects", "On nous parle de ⟨e below 1.4:conseils ouvriers⟩ ; nous savons ce qu’en vaut l’aune.")
    return try speech.document(
      "discours/maire.txt",
      metadata: Metadata(title: "Discours du maire", author: "A. Petit", date: "1889", language: "fr"))
  }

  /// Titles, names and texts that want to be more than text.
  static func hostile() throws -> Document {
    var hostile = Sample()
    hostile.add(.heading, nil, "</h3></section><script>alert(1)</script>")
    hostile.add(
      "above \"><img/src=x/onerror=alert(2)> rejects",
      "A & B < C > D \"E\" 'F' ]]> <!-- <b onclick=x> said: “⟨q speech above endorses </bdi><script>alert(3)</script>:⟨e above 1:<script>⟩ \u{202E}desrever⟩” \u{0}\u{85}\u{2066}x."
    )
    return try hostile.document(
      "a\"b<i>/<script>.txt",
      metadata: Metadata(
        title: "</title><script>alert(4)</script>\u{202E}", author: "<img src=x onerror=alert(5)>",
        date: "\" onmouseover=alert(6)", language: "en\" onload=\"alert(7)"))
  }
}
