import Codebook
import Evaluation
import PluginAPI
import PluginTesting
import Standoff
import TableReport
import Testing

@Suite("report.csv")
struct TableReportTests {
  @Test("keeps the contract")
  func conformance() {
    #expect(Conformance.findings(reporter: { try TableReport(.init(), .bare) }).isEmpty)
  }

  @Test("every judgment has its row: place, words, labels, evidence, empty cells to correct")
  func passages() throws {
    let table = try #require(try tables(of: [pamphlet()])["passages.csv"])
    #expect(table.rows.count == 2)
    let first = table.rows[0]
    #expect(first["document"] == "pamphlet.txt")
    #expect(first["author"] == "A. Writer")
    #expect(first["id"] == "p1")
    #expect(first["page"] == "3")
    #expect(first["paragraph"] == "1")
    #expect(first["locator"] == "pamphlet.txt, p. 3, ¶ 1, p1")
    #expect(first["words"] == "The wise must lead. Ferdinand Hall said: “We shall decide.”")
    #expect(first["source_start"] == "0")
    #expect(first["stance"] == "above")
    #expect(first["score"] == "0.8")
    #expect(first["scores"] == "above 0.8; none 0.2")
    #expect(first["strain"] == "elitism")
    #expect(first["attitude"] == "rejects")
    #expect(first["side"] == "below")
    #expect(first["evidence"] == "“must lead” above 1.5")
    #expect(first["corrected"] == "")
    #expect(table.rows[1]["stance"] == "", "nobody judged it, which is not the stance “none”")
    #expect(table.rows[1]["xml_id"] == "end")
    #expect(table.rows[1]["locator"] == "pamphlet.txt, p. 4, #end, p2")
  }

  @Test("a quotation names its speaker and the rule that found them")
  func quotations() throws {
    let row = try #require(try tables(of: [pamphlet()])["quotations.csv"]?.rows.first)
    #expect(row["words"] == "We shall decide.")
    #expect(row["kind"] == "speech")
    #expect(row["speaker"] == "Ferdinand Hall")
    #expect(row["speaker_words"] == "Ferdinand Hall")
    #expect(row["speaker_rule"] == "cue.verb.after")
    #expect(row["evidence"] == "“We” below 0.5; “shall decide” below 1.25 (negated)")
    #expect(row["corrected"] == "" && row["corrected_kind"] == "" && row["corrected_speaker"] == "")
  }

  @Test("speakers have counts, and their side has n and an interval")
  func speakers() throws {
    let row = try #require(try tables(of: [pamphlet()])["speakers.csv"]?.rows.first)
    #expect(row["speaker"] == "Ferdinand Hall")
    #expect(row["quotations"] == "1")
    #expect(row["side_below"] == "1")
    #expect(row["below_share"] == "1.0")
    #expect(row["below_n"] == "1")
    #expect(row["below_low"] == "0.2065")
    #expect(row["below_high"] == "1.0")
  }

  @Test("documents come with metadata, a field named in the settings in a column of its own")
  func documents() throws {
    let table = try #require(try tables(of: [pamphlet()], ["metadata": ["party"]])["documents.csv"])
    let row = try #require(table.rows.first)
    #expect(row["party"] == "none")
    #expect(row["metadata"] == #"{"place":"Leeds"}"#)
    #expect(row["passages_n"] == "1", "the second passage has too few words")
    #expect(row["passages_above"] == "1")
    #expect(row["speech_below"] == "1")
    #expect(row["diagnostic_warnings"] == "1")
  }

  @Test("the first document begins the files, the others append")
  func appending() throws {
    var report = try TableReport(TableReport.Settings(), .bare)
    #expect(try report.add(pamphlet()).map(\.appends) == [false, false, false, false])
    let more = try report.add(pamphlet())
    #expect(more.map(\.appends) == [true, true, true, true])
    #expect(!String(decoding: more[0].bytes, as: UTF8.self).contains("title"))
    #expect(try report.finish().isEmpty)
  }

  @Test("a run without documents leaves the headers")
  func emptyRun() throws {
    var report = try TableReport(TableReport.Settings(), .bare)
    let files = try report.finish()
    #expect(files.map(\.path) == ["documents.csv", "passages.csv", "quotations.csv", "speakers.csv"])
    #expect(files.allSatisfy { parse($0.bytes).rows.isEmpty && $0.bytes.suffix(2) == [0x0D, 0x0A] })
  }

  @Test("words can be cut, or left out")
  func length() throws {
    let cut = try #require(try tables(of: [pamphlet()], ["maximum-length": 8])["passages.csv"])
    #expect(cut.rows[0]["words"] == "The wise…")
    let none = try #require(try tables(of: [pamphlet()], ["maximum-length": 0])["passages.csv"])
    #expect(none.rows[0]["words"] == "")
  }

  @Test("a byte order mark for those who ask for it")
  func byteOrderMark() throws {
    var settings = TableReport.Settings()
    settings.byteOrderMark = true
    var report = try TableReport(settings, .bare)
    #expect(try report.finish().allSatisfy { $0.bytes.starts(with: [0xEF, 0xBB, 0xBF]) })
  }

  @Test(
    "no cell runs as a formula, and each can be had back",
    arguments: [
      Cell("a formula", #"=HYPERLINK("http://x.example","y")"#, guarded: true),
      Cell("a plus", "+1", guarded: true),
      Cell("a dash of dialogue", "-No, she said", guarded: true),
      Cell("an at sign", "@SUM(A1)", guarded: true),
      Cell("a tab", "\t=1", guarded: true),
      Cell("a carriage return", "\r=1", guarded: true),
      Cell("a full-width sign", "＝1+1", guarded: true),
      Cell("an apostrophe before a formula", "'=1", guarded: true),
      Cell("an apostrophe that opens a word", "'Tis ours", guarded: false),
      Cell("quotation marks, commas and lines", "a \"b\", c\nd", guarded: false),
      Cell("a dash in the middle", "a - b", guarded: false),
    ])
  func formulas(_ cell: Cell) throws {
    var document = Document("x")
    document.metadata.title = cell.text
    let read = try #require(try tables(of: [document])["documents.csv"]?.rows.first?["title"])
    #expect((read != cell.text) == cell.guarded)
    #expect(released(read) == cell.text)
  }

  struct Cell: Sendable, CustomTestStringConvertible {
    let name, text: String
    let guarded: Bool
    var testDescription: String { name }

    init(_ name: String, _ text: String, guarded: Bool) {
      (self.name, self.text, self.guarded) = (name, text, guarded)
    }
  }

  @Test(
    "a layer of the user's own has a table, with a row for each annotation, typed or not, and none without such a layer"
  )
  func annotations() throws {
    #expect(try tables(of: [pamphlet()])["annotations.csv"] == nil)
    let plain = try pamphlet()
    var dates = Layer<Passage>(name: "chapter")
    dates.add(Passage(number: 7), at: 4..<8)
    let answer = try JSONValue(
      parsing: #"""
        {"twosouls":1,"document":{"id":"loose.txt"},"text":"É “𝔗” there","map":[[0,0,19,19]],"layers":{"empty":[],"mark":[
          {"id":"m1","start":2,"end":5,"says":"first","label":3,"score":0.5,"list":["a"]},
          {"id":"m2","on":"m1","flag":true},{"id":"m3","kind":"all"},{"id":"m4","on":"m2","says":"far"},{"id":"m5","on":"m5"}]}}
        """#)
    let table = try #require(
      try tables(of: [plain, plain.adding(dates), Document(json: answer)], ["metadata": ["party"]])["annotations.csv"])
    let shown = table.rows.map { row in
      ["layer", "id", "on", "label", "score", "start", "end", "source_start", "words", "fields"]
        .map { row[$0] ?? "-" }.joined(separator: "|")
    }
    #expect(
      shown == [
        #"chapter|chapter-p1||||4|8|4|wise|{"number":7}"#,
        #"mark|m1||3|0.5|2|5|3|“𝔗”|{"says":"first","label":3,"score":0.5,"list":["a"]}"#,
        #"mark|m2|m1|||2|5|3|“𝔗”|{"flag":true}"#, #"mark|m3||all||||||{"kind":"all"}"#,
        #"mark|m4|m2|far||2|5|3|“𝔗”|{"says":"far"}"#, "mark|m5|m5|||||||",
      ], "\(shown.joined(separator: "\n"))")
    #expect(table.rows[0]["party"] == "none" && table.rows[0]["paragraph"] == "1" && table.rows[0]["page"] == "3")
  }

  @Test("hard texts are written without a trap", arguments: Conformance.hardTexts.map(\.text))
  func hardTexts(_ text: String) throws {
    let document = try Document(text).adding(whole(text, Passage(number: 1)), whole(text, Block(.paragraph)))
    let table = try #require(try tables(of: [document])["passages.csv"])
    #expect(table.rows.count == 1)
    #expect(table.rows[0]["id"] == "p1")
  }

  private func whole<L: Label>(_ text: String, _ label: L) -> Layer<L> where L.Anchor == Span {
    var layer = Layer<L>()
    layer.add(label, at: 0..<text.utf8.count)
    return layer
  }
}

// MARK: Material

/// A passage with a quotation in it, and one that nobody judged.
private func pamphlet() throws -> Document {
  let text = MarkedText(
    "⟨p:The wise ⟨lead:must lead⟩. ⟨name:Ferdinand Hall⟩ said: “⟨q:⟨we:We⟩ ⟨decide:shall decide⟩.⟩”⟩\n\n⟨p:The end.⟩")
  var document = Document(text.text)
  document.metadata.author = "A. Writer"
  document.metadata.other = ["party": "none", "place": "Leeds"]
  document = Document(
    id: "pamphlet.txt", origin: document.origin, metadata: document.metadata, text: document.text, map: document.map)
  func span(_ name: String) -> Span { text.spans(name)[0] }
  var blocks = Layer<Block>()
  var passages = Layer<Passage>()
  for (index, place) in text.spans("p").enumerated() {
    blocks.add(Block(.paragraph, page: "\(index + 3)", xml: index == 1 ? "end" : nil), at: place)
    passages.add(Passage(number: index + 1), at: place)
  }
  var quotations = Layer<Quotation>()
  let quotation = quotations.add(Quotation(.speech, marks: "“”", score: 0.97, rule: "clause"), at: span("q"))
  var speakers = Layer<Speaker>()
  speakers.add(
    Speaker(name: "Ferdinand Hall", mention: span("name"), rule: "cue.verb.after", score: 0.9), on: quotation)
  var judgments = Layer<Judgment>()
  judgments.add(
    Judgment(
      .above, scores: [.init(.above, 0.8), .init(.none, 0.2)], strain: Strain(rawValue: "elitism"), by: "stance.cues",
      evidence: [Evidence(at: span("lead"), weight: 1.5, toward: .above)]), on: "p1")
  judgments.add(
    Judgment(
      .below, scores: [.init(.below, 1)], by: "stance.cues",
      evidence: [
        Evidence(at: span("we"), weight: 0.5, toward: .below),
        Evidence(at: span("decide"), weight: 1.25, toward: .below, isNegated: true),
      ]), on: quotation)
  var attitudes = Layer<Attitude>()
  attitudes.add(Attitude(.rejects, side: .below, score: 0.6, by: "attitude.rules"), on: "p1")
  attitudes.add(Attitude(.endorses, side: .below, score: 0.7, by: "attitude.rules"), on: quotation)
  try document.add(Annotations(blocks, passages, quotations, speakers, judgments, attitudes))
  document.add([Diagnostic(.warning, .init("quotation.unclosed", "a mark is not closed"), source: 0..<1)])
  return document
}

private func tables(of documents: [Document], _ settings: [String: Any] = [:]) throws -> [String: ParsedTable] {
  var chosen = TableReport.Settings()
  if let fields = settings["metadata"] as? [String] { chosen.metadata = fields }
  if let length = settings["maximum-length"] as? Int { chosen.maximumLength = length }
  var report = try TableReport(chosen, .bare)
  var files: [String: [UInt8]] = [:]
  for document in documents {
    for artifact in try report.add(document) {
      files[artifact.path] = (artifact.appends ? files[artifact.path] ?? [] : []) + artifact.bytes
    }
  }
  #expect(try report.finish().isEmpty)
  return files.mapValues(parse)
}

// MARK: A reader of CSV, as strict as RFC 4180

struct ParsedTable {
  let rows: [[String: String]]
}

private func parse(_ bytes: [UInt8]) -> ParsedTable {
  var records: [[String]] = []
  var record: [String] = []
  var cell: [UInt8] = []
  var isQuoted = false
  var index = 0
  while index < bytes.count {
    let byte = bytes[index]
    if isQuoted {
      if byte == UInt8(ascii: "\""), index + 1 < bytes.count, bytes[index + 1] == byte {
        cell.append(byte)
        index += 1
      } else if byte == UInt8(ascii: "\"") {
        isQuoted = false
      } else {
        cell.append(byte)
      }
    } else if byte == UInt8(ascii: "\"") {
      isQuoted = true
    } else if byte == UInt8(ascii: ",") || byte == 0x0D {
      record.append(String(decoding: cell, as: UTF8.self))
      cell = []
      if byte == 0x0D {
        records.append(record)
        record = []
        index += 1
      }
    } else {
      cell.append(byte)
    }
    index += 1
  }
  let header = records.first ?? []
  for row in records { #expect(row.count == header.count, "each row has as many cells as the header") }
  return ParsedTable(
    rows: records.dropFirst().map { Dictionary(zip(header, $0), uniquingKeysWith: { _, last in last }) })
}

/// Undoes the guard against formulas, as the comment of `CSVRows` says.
private func released(_ cell: String) -> String {
  let rest = cell.unicodeScalars.drop { $0 == "'" }
  guard cell.hasPrefix("'"), let first = rest.first, "=+-@＝＋－＠\t\n\r".unicodeScalars.contains(first) else {
    return cell
  }
  return String(cell.dropFirst())
}
