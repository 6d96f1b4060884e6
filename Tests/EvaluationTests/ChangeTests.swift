import Codebook
import Standoff
import Testing

@testable import Evaluation

/// What a pipeline says of words in the hall's minutes.
private struct Said: Sendable {
  let words: String
  var kind = Quotation.Kind.speech
  var speaker: String?
  var stance: Stance?
  var strain: Strain?
  var attitude: AttitudeKind?

  init(
    _ words: String, _ kind: Quotation.Kind = .speech, by speaker: String? = nil, stance: Stance? = nil,
    strain: Strain? = nil, attitude: AttitudeKind? = nil
  ) {
    (self.words, self.kind, self.speaker, self.stance) = (words, kind, speaker, stance)
    (self.strain, self.attitude) = (strain, attitude)
  }
}

/// A label of a stage of one's own.
private struct Keyword: Label {
  static let layer: LayerName = "keyword"
  static let idPrefix = "k"
  let word: String

  init(word: String) { self.word = word }
  init(from fields: FieldReader) throws { word = try fields.string("word") }
  func write(to fields: inout FieldWriter) { fields.string("word", word) }
}

/// Two pipelines over one text, and what a reader is told.
private struct Case: CustomStringConvertible, Sendable {
  let description: String
  let first: [Said]
  let second: [Said]
  let changes: [String]

  init(_ name: String, _ first: [Said], _ second: [Said], _ changes: [String]) {
    description = name
    (self.first, self.second, self.changes) = (first, second, changes)
  }
}

@Suite("What two pipelines say differently")
struct ChangeTests {
  private static let text = "Ada Hart said: “We shall do it ourselves.” Otto Zell said: “They must be led, and soon.”"
  private static let hart = "We shall do it ourselves."
  private static let zell = "They must be led, and soon."

  private func document(
    _ said: [Said], id: String = "hall.txt", layers: Set<LayerName> = [Speaker.layer, Judgment.layer, Attitude.layer]
  ) throws -> Document {
    let text = Text(Self.text)
    var quotations = Layer<Quotation>()
    var (speakers, judgments, attitudes) = (Layer<Speaker>(), Layer<Judgment>(), Layer<Attitude>())
    for one in said {
      let start = try #require(Array(Self.text.utf8).firstRange(of: Array(one.words.utf8))?.lowerBound)
      let id = quotations.add(
        Quotation(one.kind, marks: "“”", rule: "hand"), at: start..<start + one.words.utf8.count)
      if let speaker = one.speaker { speakers.add(Speaker(name: speaker, rule: "hand", score: 0.5), on: id) }
      guard let stance = one.stance else { continue }
      let evidence = [Evidence(at: start..<start + 4, weight: 1.5, toward: stance, entry: "hand")]
      judgments.add(
        Judgment(stance, scores: [.init(stance, 0.7)], strain: one.strain, by: "stance.hand", evidence: evidence),
        on: id)
      guard let attitude = one.attitude else { continue }
      let side = Codebook.twoSouls.side(stance, attitude)
      attitudes.add(Attitude(attitude, side: side, score: 0.6, by: "attitude.hand"), on: id)
    }
    var passages = Layer<Passage>()
    passages.add(Passage(number: 1), at: text.all)
    let all: [any AnyLayer] = [speakers, judgments, attitudes]
    return try Document(
      id: id, origin: Document.Origin(path: id, format: "text"), text: text, map: .identity(count: text.utf8.count)
    ).adding(Annotations([passages, quotations] + all.filter { layers.contains($0.name) }))
  }

  private static func line(_ change: Change) -> String {
    let labels = change.differences.map {
      "\($0.aspect.rawValue) \($0.first?.label ?? "-") → \($0.second?.label ?? "-")"
    }
    return (["\(change.kind.rawValue) \(change.subject.name)"] + labels).joined(separator: ", ")
  }

  private func study(_ aspects: Set<Change.Aspect> = Set(Change.Aspect.allCases)) -> ChangeStudy {
    ChangeStudy("one", "two", codebooks: (.twoSouls, .twoSouls), aspects: aspects)
  }

  private static let cases: [Case] = [
    Case(
      "the same twice", [Said(hart, by: "Ada Hart", stance: .below)], [Said(hart, by: "Ada Hart", stance: .below)], []),
    Case(
      "a quotation more", [Said(hart)],
      [Said(hart), Said(zell, by: "Otto Zell", stance: .above, strain: "elitism", attitude: .endorses)],
      [
        "added quotation, kind - → speech, speaker - → Otto Zell, stance - → above, strain - → elitism, attitude - → endorses, side - → above"
      ]),
    Case("a quotation less", [Said(hart), Said(zell)], [Said(zell)], ["gone quotation, kind speech → -"]),
    Case("another end, and nothing else", [Said(zell)], [Said("They must be led")], ["moved quotation"]),
    Case(
      "another end and another kind", [Said(zell)], [Said("They must be led", .term)],
      [
        "moved quotation, kind speech → term"
      ]),
    Case(
      "another speaker", [Said(hart, by: "Ada Hart")], [Said(hart, by: "Otto Zell")],
      [
        "relabelled quotation, speaker Ada Hart → Otto Zell"
      ]),
    Case(
      "a fuller name is another label", [Said(hart, by: "Hart")], [Said(hart, by: "Ada Hart")],
      [
        "relabelled quotation, speaker Hart → Ada Hart"
      ]),
    Case("no speaker any more", [Said(hart, by: "Hart")], [Said(hart)], ["relabelled quotation, speaker Hart → -"]),
    Case(
      "another stance, and the side that follows", [Said(zell, stance: .above, attitude: .endorses)],
      [Said(zell, stance: .below, attitude: .endorses)],
      [
        "relabelled quotation, stance above → below, side above → below"
      ]),
    Case(
      "another strain alone", [Said(zell, stance: .above, strain: "elitism")],
      [Said(zell, stance: .above, strain: "plannism")],
      [
        "relabelled quotation, strain elitism → plannism"
      ]),
    Case(
      "another attitude", [Said(zell, stance: .above, attitude: .endorses)],
      [Said(zell, stance: .above, attitude: .reports)],
      [
        "relabelled quotation, attitude endorses → reports, side above → neither"
      ]),
    Case(
      "changes stand in the order of the text", [Said(hart, .term), Said(zell)], [Said(hart), Said(zell, .title)],
      [
        "relabelled quotation, kind term → speech", "relabelled quotation, kind speech → title",
      ]),
    Case(
      "of two that overlap the nearest belong together", [Said(zell)], [Said("They must be led, and"), Said("soon.")],
      ["moved quotation", "added quotation, kind - → speech"]),
  ]

  @Test(arguments: cases)
  fileprivate func changes(_ example: Case) throws {
    var study = study()
    let changes = try study.add(document(example.first), document(example.second))
    #expect(changes.map(Self.line) == example.changes)
    #expect(study.summary(Bootstrap(replicates: 20)).hasChanges == !example.changes.isEmpty)
  }

  @Test("Both sides show their evidence, the words and what stands around them")
  func grounds() throws {
    var study = study()
    let change = try #require(
      try study.add(document([Said(zell: .above)]), document([Said(zell: .below)])).first)
    #expect(
      change.text() == """
        hall.txt (bytes 66–93): quotation q1
            …Ada Hart said: “We shall do it ourselves.” Otto Zell said: “⟦They must be led, and soon.⟧”…
            stance: above → below
              first: by stance.hand, 0.70: “They” 1.50 toward above (hand)
              second: by stance.hand, 0.70: “They” 1.50 toward below (hand)

        """)
    var placed = change
    (placed.file, placed.place) = ("minutes/hall.txt", SourceLines.Place(line: 3, column: 7))
    #expect(placed.text().hasPrefix("minutes/hall.txt:3:7: quotation q1\n"))
  }

  @Test("Figures rest on what one of the two labels, and turns are counted")
  func figures() throws {
    var study = study()
    let pairs: [(Stance, Stance)] = [(.above, .above), (.above, .below), (.below, .below), (Stance.none, .above)]
    for (number, stances) in pairs.enumerated() {
      func coded(_ stance: Stance) throws -> Document {
        try document([Said(Self.zell, stance: stance), Said(Self.hart)], id: "\(number)")
      }
      _ = try study.add(coded(stances.0), coded(stances.1))
    }
    let summary = study.summary(Bootstrap(replicates: 50))
    let stance = try #require(summary.rows.first { $0.key == "quotation.stance" })
    #expect((stance.n, stance.changed) == (4, 2))
    #expect(stance.agreement.value == 0.5)
    // Observed 2 of 4; by chance (2·2 + 1·2 + 1·0) of 16.
    let kappa = try #require(stance.kappa?.value)
    #expect(abs(kappa - 0.2) < 1e-9)
    #expect(stance.turns.map(\.title) == ["above → below", "none → above"])
    #expect(stance.kappa?.n == 4 && stance.alpha?.n == 4)
    let spans = try #require(summary.rows.first { $0.key == "quotation.span" })
    #expect((spans.n, spans.changed) == (8, 0))
    #expect(spans.kappa == nil)
  }

  @Test("What one pipeline does not give at all is said, and not listed label by label")
  func oneSided() throws {
    var study = study()
    let plain = try document([Said(Self.hart), Said(Self.zell)], layers: [])
    let changes = try study.add(
      plain, document([Said(Self.hart, stance: .below), Said(Self.zell, stance: .above)], layers: [Judgment.layer]))
    #expect(changes.isEmpty)
    let summary = study.summary(Bootstrap(replicates: 20))
    #expect(summary.hasChanges)
    #expect(summary.remarks.contains("Only the second gives the layer “judgment” (n = 2); it is not compared."))
  }

  @Test("Only what is asked for is compared")
  func aspects() throws {
    var study = study([.kind])
    let changes = try study.add(
      document([Said(Self.hart, stance: .above), Said(Self.zell)]), document([Said(Self.hart, .term, stance: .below)]))
    #expect(changes.map(Self.line) == ["relabelled quotation, kind speech → term"])
    #expect(study.summary(Bootstrap(replicates: 20)).rows.map(\.key) == ["quotation.kind"])
  }

  @Test("A document that one pipeline alone can read is a change")
  func documents() {
    var study = study()
    let change = study.add(alone: "a.xml", inFirst: true, reason: "read.tei: broken")
    #expect(change.text() == "a.xml: document: in the first only\n    read.tei: broken\n")
    let summary = study.summary(Bootstrap(replicates: 20))
    #expect(summary.onlyFirst == 1 && summary.hasChanges)
  }

  @Test("Annotations of other layers are compared by place and fields, whatever their ids")
  func layers() throws {
    func document(_ marks: [(Int, String)]) throws -> Document {
      var layer = Layer<Keyword>()
      for (start, word) in marks { layer.add(Keyword(word: word), at: start..<start + 3) }
      return try Document("one two one two").adding(layer)
    }
    var study = study()
    let changes = try study.add(
      document([(0, "one"), (4, "two"), (8, "one")]), document([(4, "deux"), (8, "one"), (12, "two")]))
    #expect(
      changes.map(Self.line) == [
        #"gone keyword, layers {"word":"one"} → -"#, #"relabelled keyword, layers {"word":"two"} → {"word":"deux"}"#,
        #"added keyword, layers - → {"word":"two"}"#,
      ])
    let row = try #require(study.summary(Bootstrap(replicates: 20)).rows.first { $0.key == "layer.keyword" })
    #expect((row.n, row.changed) == (4, 3))
  }

  @Test("Ten thousand annotations at one place take no longer than others")
  func manyAtOnePlace() throws {
    var layer = Layer<Keyword>()
    for number in 0..<10_000 { layer.add(Keyword(word: "\(number % 7)"), at: 0..<3) }
    var study = study()
    #expect(try study.add(Document("one two").adding(layer), Document("one two").adding(layer)).isEmpty)
  }
}

extension Said {
  fileprivate init(zell stance: Stance) { self.init("They must be led, and soon.", stance: stance) }
}
