import Codebook
import Evaluation
import Standoff
import Testing

private let essay = #"""
  {"document": "essay", "source": "essay.txt", "text": "He wrote: “we, the Künstler, shall”.", "quotations": [{"start": 11, "end": 34, "text": "we, the Künstler, shall", "marks": "double", "kind": "speech", "speaker": "-", "stance": "below", "attitude": "endorses", "strain": "-"}], "passages": [{"start": 0, "end": 36, "stance": "mixed", "attitude": "reports", "strain": "-"}]}
  """#

/// A gold file that cannot be used, with `⌖` where the trouble is, and what is said of it.
struct BadGold: Sendable, CustomTestStringConvertible {
  let why: String
  let text: String
  let error: String
  var testDescription: String { why }

  init(_ why: String, _ marked: String, _ error: String) {
    self.why = why
    let before = marked.unicodeScalars.prefix { $0 != "⌖" }
    let lines = before.split(separator: "\n", omittingEmptySubsequences: false)
    text = marked.replacing("⌖", with: "")
    self.error = "gold:\(lines.count):\((lines.last?.count ?? 0) + 1): \(error)"
  }
}

@Suite struct GoldFileTests {
  private func read(_ text: String, _ file: GoldFile = GoldFile()) throws(GoldError) -> GoldFile.Content {
    try file.read(Array(text.utf8), name: "gold")
  }

  private func documents(_ text: String, _ file: GoldFile = GoldFile()) throws -> [GoldDocument] {
    guard case .documents(let documents) = try read(text, file) else { return [] }
    return documents
  }

  @Test func theFlatForm() throws {
    let document = try #require(try documents(essay).first)
    #expect(document.coding.document == "essay")
    #expect(document.source == "essay.txt")
    let quotation = try #require(document.coding.quotations.first)
    #expect(quotation.source == 13..<37)
    #expect(
      String(decoding: try #require(document.text).utf8[quotation.source], as: UTF8.self) == "we, the Künstler, shall")
    #expect(quotation.kind == .speech)
    #expect(quotation.speaker == nil)
    #expect(quotation.stance == .below)
    #expect(quotation.attitude == .endorses)
    #expect(quotation.strain == nil)
    #expect(document.coding.passages.map(\.stance) == [.mixed])
    #expect(document.coding.hasAllQuotations)
  }

  @Test func resultsAreKnownByIdOrFileName() throws {
    let document = try #require(try documents(essay).first)
    for id in ["essay", "essay.txt", "corpus/essay.xml.gz"] { #expect(document.isDocument(id), "\(id)") }
    for id in ["essay-2.txt", "essay/other.txt", "corpus/essay.txt#2", ""] {
      #expect(!document.isDocument(id), "\(id)")
    }
  }

  @Test func blankLinesAndAByteOrderMarkAreNothing() throws {
    #expect(try documents("\u{FEFF}\n\(essay)\r\n\n").count == 1)
  }

  @Test func aListThatIsNotThereWasNotCoded() throws {
    let text = #"{"document": "a", "text": "b", "passages": [{"start": 0, "end": 1, "stance": "none"}]}"#
    #expect(try documents(text).first?.coding.hasAllQuotations == false)
  }

  @Test func theFormOfResults() throws {
    let text = "The book says “let the people rule”."
    let span = 17..<36
    var quotations = Layer<Quotation>()
    quotations.add(Quotation(.speech, marks: "“”", rule: "hand"), at: span)
    var speakers = Layer<Speaker>()
    speakers.add(Speaker(name: "the book", rule: "hand", score: 1), on: "q1")
    var judgments = Layer<Judgment>()
    judgments.add(Judgment(.below, scores: [], by: "hand", evidence: []), on: "q1")
    let map = OffsetMap([OffsetMap.Run(text: 0..<40, source: 100..<140, .verbatim)])
    let document = try Document(
      id: "book", origin: Document.Origin(path: "book.txt", format: "text"), text: Text(text), map: map
    ).adding(quotations, speakers, judgments)
    let line = String(decoding: document.json(), as: UTF8.self)
    let gold = try #require(try documents(line).first)
    #expect(gold.coding.quotations.map(\.source) == [span.lowerBound + 100..<span.upperBound + 100])
    #expect(gold.coding.quotations.map(\.speaker) == ["the book"])
    #expect(gold.coding.quotations.map(\.stance) == [.below])
    #expect(gold.coding.passages.isEmpty)
    let onText = try #require(try documents(line, GoldFile(places: .text)).first)
    #expect(onText.coding.quotations.map(\.source) == [span])
    let both = "\(line)\n\(essay)\n"
    #expect(try documents(both).map(\.coding.document) == ["book", "essay"])
  }

  @Test(arguments: [
    BadGold("empty", "⌖ \n", "the file is empty"),
    BadGold("cut off", String(essay.prefix(40)) + "⌖", "no valid JSON here: expected a closing quotation mark"),
    BadGold("second line", essay + "\n{\"a\":⌖}", "no valid JSON here: expected a value"),
    BadGold("no name", #"⌖{"text": "a"}"#, "“document” should be the document's name"),
    BadGold("no text", #"{"document": "é", "text": ⌖3}"#, "“text” should be a string"),
    BadGold("nothing coded", #"⌖{"document": "a", "text": "b"}"#, "“a” has neither “quotations” nor “passages”"),
    BadGold(
      "no list", #"{"document": "a", "text": "b", "passages": ⌖{}}"#, "“passages” should be a list"),
    BadGold(
      "a span outside", #"{"document": "a", "text": "b", "passages": [{"start": ⌖0, "end": 2}]}"#,
      "0 to 2 is no stretch of the text, which has 1 characters"),
    BadGold(
      "a span turned round", #"{"document": "a", "text": "bcd", "passages": [{"end": 1, "start": ⌖2}]}"#,
      "2 to 1 is no stretch of the text, which has 3 characters"),
    BadGold(
      "an offset that is no number", #"{"document": "a", "text": "b", "passages": [⌖{"start": 0, "end": "1"}]}"#,
      "“start” and “end” should be whole numbers"),
    BadGold(
      "a huge offset", #"{"document": "a", "text": "b", "passages": [⌖{"start": 0, "end": 99999999999999999999}]}"#,
      "“start” and “end” should be whole numbers"),
    BadGold(
      "other words", essay.replacing("\"text\": \"we", with: "\"text\": ⌖\"We"),
      """
      the text from 11 to 34 is “we, the Künstler, shall”, not “We, the Künstler, shall”
      """),
    BadGold(
      "no stance of the codebook", essay.replacing("\"mixed\"", with: "⌖\"abuve\""),
      "“abuve” is no stance; it is one of above, below, mixed, none"),
    BadGold(
      "a mixed quotation", essay.replacing("\"below\"", with: "⌖\"mixed\""),
      "“mixed” is for passages only; a quotation gets the side its words take"),
    BadGold(
      "an unknown kind", essay.replacing("\"speech\"", with: "⌖\"saying\""),
      "“saying” is no kind; it is speech, term or title"),
    BadGold(
      "an unknown attitude", essay.replacing("\"endorses\"", with: "⌖\"likes\""),
      "“likes” is no attitude; it is endorses, rejects, reports or -"),
    BadGold("the same document twice", essay + "\n⌖" + essay, "“essay” stands in line 1 already"),
    BadGold(
      "results of another version", #"{"twosouls": 2, "document": {"id": "a"}, "layers": ⌖{}}"#,
      "this is not a document of the form “twosouls”: 1"),
    BadGold(
      "a stance in results",
      #"""
      {"twosouls":1,"document":{"id":"a"},"text":"b","layers":{"passage":[{"id":"p1","start":0,"end":1,"number":1}],"judgment":[{"id":"j1","on":"p1","stance":⌖"abuve","scores":{},"by":"me","evidence":[]}]}}
      """#, "“abuve” is no stance; it is one of above, below, mixed, none"),
  ])
  func broken(_ gold: BadGold) throws {
    let error = #expect(throws: GoldError.self) { try read(gold.text) }
    #expect(error?.description == gold.error)
  }

  @Test func brokenLinesNeverTrap() {
    var random = SplitMix64(seed: 42)
    let table = "document,id,corrected\r\n\"e\"\"s,say\",p1,above\r\n'-x,q2,none\r\n"
    let whole = [Array(essay.utf8), Array(table.utf8)]
    var failures = 0
    for round in 0..<4000 {
      var bytes = whole[round % 2]
      for _ in 0...random.index(below: 4) {
        let place = random.index(below: bytes.count)
        switch random.index(below: 4) {
        case 0: bytes.removeSubrange(place...)
        case 1: bytes[place] = UInt8(random.index(below: 256))
        case 2: bytes.remove(at: place)
        default: bytes.insert(contentsOf: Array("\"{[,:]}\n\r-9".utf8).shuffledBy(&random).prefix(3), at: place)
        }
        if bytes.isEmpty { bytes = [0x7B] }
      }
      do {
        _ = try GoldFile().read(bytes, name: "gold")
      } catch {
        failures += 1
        #expect(error.line >= 1 && error.column >= 1)
      }
    }
    #expect(failures > 1000)
  }

  @Test("labels that name their words are found in a document")
  func words() throws {
    let line =
      #"{"document":"a.xml","quotations":[{"words":"we begin","occurrence":2,"kind":"speech","speaker":"Ada"},"#
      + #"{"words":"not there"}],"passages":[{"starts":"Then","stance":"below"}]}"#
    let gold = try #require(try documents(line).first)
    #expect(gold.text == nil)
    let document = Document("They said we begin.\n\nThen they said: we\n\nbegin.")
    let (coding, missing) = gold.coding(in: document)
    #expect(coding.quotations.map(\.source) == [37..<46])
    #expect(coding.passages.map(\.source) == [21..<25])
    #expect(missing == ["not there"])
  }
}

@Suite struct CorrectionsTests {
  private let found = Coding(
    document: "essay",
    passages: [
      Coding.Item(id: "p1", source: 0..<9, stance: .above), Coding.Item(id: "p2", source: 10..<19, stance: .above),
      Coding.Item(id: "p3", source: 20..<29, stance: .below),
    ],
    quotations: [Coding.Item(id: "q1", source: 3..<6, kind: .term, speaker: "Hart", stance: .above)])

  private func corrections(_ text: String) throws(GoldError) -> Corrections {
    try Corrections(Array(text.utf8), name: "gold")
  }

  @Test func filledCellsAreGold() throws {
    let corrections = try corrections(
      """
      document,id,stance,corrected,corrected_kind,corrected_speaker
      essay,p1,above,Below,,
      essay,p2,above,,,
      essay,p3,below,below,,
      essay,q1,above,,speech,'=Zell
      essay,p9,above,none,,
      """)
    #expect(corrections.documents == ["essay"])
    #expect(corrections.count == 4)
    #expect(corrections.emptyRows == 1)
    let (gold, unknown) = corrections.gold(for: found)
    #expect(unknown == ["p9"])
    #expect(gold.passages.map(\.id) == ["p1", "p3"])
    #expect(gold.passages.map(\.stance) == [.below, .below])
    #expect(gold.quotations.map(\.kind) == [.speech])
    #expect(gold.quotations.map(\.speaker) == ["=Zell"])
    var scorer = Scorer()
    scorer.add(gold: gold, found: found)
    let report = scorer.report(Bootstrap(replicates: 20))
    #expect(report.figure("stance.passages.accuracy")?.value == 0.5)
    #expect(report.figure("stance.passages.accuracy")?.n == 2)
    #expect(report.figure("kind.accuracy")?.value == 0)
    #expect(report.figure("speaker.accuracy")?.value == 0)
    #expect(report.figure("spans.exact.f1") == nil)
  }

  @Test func separatorsAndLineEndsOfOtherSpreadsheets() throws {
    #expect(try corrections("document;id;corrected\r\n\"a, b\";p1;none\r\n").documents == ["a, b"])
    #expect(try corrections("document,id,corrected\na,p1,NA\nb,p1,none\n").documents == ["b"], "as R writes it")
    #expect(try corrections("\u{FEFF}document\tid\tcorrected\ra\tp1\tnone\r").documents == ["a"])
  }

  @Test func encodingsOfOtherSpreadsheets() throws {
    let table = "document;id;corrected\r\ncafé – “€”;p1;none\r\n"
    let units = Array(table.utf16)
    let little: [UInt8] = [0xFF, 0xFE] + units.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    let big: [UInt8] = [0xFE, 0xFF] + units.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
    let single = table.unicodeScalars.map { scalar -> UInt8 in
      ["é": 0xE9, "–": 0x96, "“": 0x93, "”": 0x94, "€": 0x80][scalar] ?? UInt8(scalar.value)
    }
    for bytes in [Array(table.utf8), little, big, single] {
      #expect(try Corrections(bytes, name: "c.csv").documents == ["café – “€”"])
    }
  }

  @Test func tablesAreMerged() throws {
    var one = try corrections("document,id,corrected\na,p1,none\nb,p1,\n")
    one.merge(try corrections("document,id,corrected_kind\na,q1,title\nc,q1,term\n"))
    #expect(one.documents == ["a", "c"])
    #expect(one.count == 3)
    #expect(one.emptyRows == 1)
  }

  @Test(arguments: [
    BadGold(
      "no table at all", "⌖what is this",
      """
      this is neither JSON lines nor a table of results: it has no columns “document” and “id”
      """),
    BadGold("a workbook", "⌖PK\u{3}\u{4}\u{14}", "this is a workbook; save its sheet as CSV in UTF-8"),
    BadGold("nothing to read", "⌖document,id,stance\na,p1,above", "the table has no column “corrected”"),
    BadGold(
      "a stance misspelt", "document,id,corrected\n\"a\nb\",p1,above\nü,p1,⌖abuve",
      "“abuve” is no stance; it is one of above, below, mixed, none"),
    BadGold(
      "no id", "document,id,corrected\n⌖a,,above", "a row needs “document” and “id”"),
    BadGold(
      "a mark not closed", "document,id,corrected\na,⌖\"p1,above\n",
      "the quotation mark that opens this cell is not closed"),
    BadGold(
      "text behind a closing mark", "document,id,corrected\na,\"p1\"⌖x,above\n",
      "expected a separator or the end of the line behind the closing quotation mark"),
    BadGold(
      "a cell too many", "document,id,corrected\na,p1,none,⌖x", "this row has 4 cells, the header 3"),
    BadGold(
      "twice", "document,id,corrected\na,p1,none\na,⌖p1,above",
      "“p1” of “a” was corrected in line 2 already"),
  ])
  func broken(_ gold: BadGold) throws {
    let error = #expect(throws: GoldError.self) { try corrections(gold.text) }
    #expect(error?.description == gold.error)
  }

  @Test func whatIsWrittenIsReadBack() throws {
    var csv = CSVWriter(header: ["document", "id", "corrected", "n"])
    csv.row([.text("=a, \"b\"\nc"), .text("-p1"), .text("none"), .number(-0.25)])
    #expect(csv.text == "document,id,corrected,n\r\n\"'=a, \"\"b\"\"\nc\",'-p1,none,-0.2500\r\n")
    #expect(try corrections(csv.text).documents == ["=a, \"b\"\nc"])
  }
}

extension Array {
  fileprivate func shuffledBy(_ random: inout SplitMix64) -> [Element] {
    var copy = self
    for index in copy.indices { copy.swapAt(index, random.index(below: copy.count)) }
    return copy
  }
}
