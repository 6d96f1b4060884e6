import PluginAPI
import PluginTesting
import Standoff
import Testing

@testable import TEIReader

@Suite("Files") struct FileTests {
  // MARK: Which are taken

  @Test(
    "a file is taken by what it starts with",
    arguments: [
      ("a.xml", tei("<p/>"), true),
      ("a.txt", tei("<p/>"), true),
      ("a.xml", "<!-- x --><?y z?><!DOCTYPE TEI.2 SYSTEM 'a>b' [<!ENTITY c '>'>]>\n<TEI.2/>", true),
      ("a.xml", "<t:TEI xmlns:t=\"http://www.tei-c.org/ns/1.0\"/>", true),
      ("a.xml", "<html/>", false), ("a.txt", "<html/>", false), ("a.txt", "The council", false),
      ("a.xml", "", true), ("a.xml", "<!DOCTYPE", true), ("a.tei", "no markup", true), ("A.XML.GZ", "<", true),
    ])
  func canRead(_ name: String, _ text: String, _ expected: Bool) throws {
    #expect(try reader().canRead(SourceFile(path: name, bytes: Array(text.utf8))) == expected)
  }

  // MARK: Encodings

  @Test(
    "other encodings lead back to their own bytes",
    arguments: [
      "ISO-8859-1", "windows-1252", "UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-8 with a mark", "KOI8-R", "Shift_JIS",
    ])
  func encodings(_ name: String) throws {
    let words = name == "KOI8-R" ? "Совет решает" : name == "Shift_JIS" ? "会議は決める A" : "Der Rat wählt é"
    let body = "<p>\(words)</p><p>end.</p>"
    let bytes = Self.encode(
      tei(body, before: name.hasPrefix("UTF") ? "" : "<?xml version='1.0' encoding='\(name)'?>"), name)
    #expect(try reader().canRead(SourceFile(path: "a.xml", bytes: bytes)))
    let document = try #require(try read(bytes).documents.first)
    #expect(try outline(document) == ["paragraph: \(words)", "paragraph: end."])
    #expect(Conformance.mapProblems(document, source: bytes).isEmpty)
    let end = try #require(try document[Block.self].last)
    let word = document.map.file(end.span)
    #expect(Array(bytes[word]) == Self.encode("end.", name == "UTF-8 with a mark" ? "UTF-8" : name, mark: false))
    let letter = words.firstIndex { !$0.isASCII } ?? words.startIndex
    let offset = words.utf8.distance(from: words.startIndex, to: letter)
    let place = document.map.file(offset..<offset + words[letter].utf8.count)
    #expect(
      Array(bytes[place])
        == Self.encode(String(words[letter]), name == "UTF-8 with a mark" ? "UTF-8" : name, mark: false))
  }

  private static func encode(_ text: String, _ name: String, mark: Bool = true) -> [UInt8] {
    switch name {
    case "UTF-8 with a mark": return [0xEF, 0xBB, 0xBF] + text.utf8
    case "UTF-8": return Array(text.utf8)
    case "UTF-16LE": return (mark ? [0xFF, 0xFE] : []) + text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    case "UTF-16BE": return (mark ? [0xFE, 0xFF] : []) + text.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
    case "UTF-32LE":
      var bytes: [UInt8] = mark ? [0xFF, 0xFE, 0, 0] : []
      for scalar in text.unicodeScalars {
        bytes += withUnsafeBytes(of: scalar.value.littleEndian, Array.init)
      }
      return bytes
    case "KOI8-R":
      let letters: [Character: UInt8] = [
        "С": 0xF3, "о": 0xCF, "в": 0xD7, "е": 0xC5, "т": 0xD4, "р": 0xD2, "ш": 0xDB, "а": 0xC1,
      ]
      return text.map { letters[$0] ?? $0.asciiValue ?? 0x3F }
    case "Shift_JIS":
      let letters: [Character: [UInt8]] = [
        "会": [0x89, 0xEF], "議": [0x8B, 0x63], "は": [0x82, 0xCD], "決": [0x8C, 0x88], "め": [0x82, 0xDF],
        "る": [0x82, 0xE9],
      ]
      return text.flatMap { letters[$0] ?? [$0.asciiValue ?? 0x3F] }
    default: return text.unicodeScalars.map { UInt8($0.value) }
    }
  }

  @Test("an encoding that nobody knows is named")
  func unknownEncoding() {
    #expect(throws: TEIError.unknownEncoding(path: "text.xml", name: "x-none")) {
      try read(tei("<p/>", before: "<?xml version='1.0' encoding='x-none'?>"))
    }
  }

  // MARK: Entities

  @Test("entities of the file and of the standard sets resolve, and lead to their references")
  func entities() throws {
    let file = tei(
      "<p>caf&eacute; &mdash; &prog; &agr;</p>",
      before: "<!DOCTYPE TEI SYSTEM \"tei.dtd\" [<!ENTITY prog \"<hi>the &amp;</hi> rest\">]>")
    let document = try read(file)
    #expect(document.text == "café — the & rest α")
    #expect(Conformance.mapProblems(document, source: Array(file.utf8)).isEmpty)
    let rest = document.map.file(16..<20)
    #expect(String(decoding: Array(file.utf8)[rest], as: UTF8.self) == "&prog;")
    let dash = document.map.file(6..<9)
    #expect(String(decoding: Array(file.utf8)[dash], as: UTF8.self) == "&mdash;")
  }

  @Test("P4 without a namespace, with ids of its own")
  func p4() throws {
    let file = """
      <!DOCTYPE TEI.2 PUBLIC "-//TEI P4//DTD Main Document Type//EN" "tei2.dtd">
      <TEI.2><teiHeader type="text"><fileDesc><titleStmt><title>Old</title></titleStmt></fileDesc></teiHeader>
      <text lang="fr"><body><div0 type="tract"><head>L&rsquo;&Eacute;tat</head><p id="p1">Un&nbsp;mot.</p></div0></body></text></TEI.2>
      """
    let document = try read(file)
    #expect(try outline(document) == ["heading: L’État", "paragraph: Un\u{A0}mot."])
    #expect(try document[Block.self].last?.label.xml == "p1")
    #expect(document.metadata.language == "fr")
    #expect(try document[Division.self].first?.label.type == "tract")
  }

  @Test("CR LF and CR are line ends")
  func returns() throws {
    let file = tei("<p>one\r\ntwo\rthree</p>\r\n<p>four</p>")
    let document = try read(file)
    #expect(try outline(document) == ["paragraph: one two three", "paragraph: four"])
    #expect(Conformance.mapProblems(document, source: Array(file.utf8)).isEmpty)
  }

  // MARK: Trouble

  @Test("what is not well-formed is refused with its place")
  func malformed() {
    let error = #expect(throws: TEIError.self) { try read(tei("<p>one\n<hi>two</p>")) }
    #expect("\(error, default: "")".hasPrefix("text.xml:2:"))
    #expect("\(error, default: "")".contains("mismatch"))
    #expect(throws: TEIError.self) { try read("") }
    #expect(throws: TEIError.self) { try read(tei("<p>&undeclared;</p>")) }
    #expect(throws: TEIError.noDocument(path: "text.xml", root: "TEI")) {
      try read("<TEI xmlns=\"http://www.tei-c.org/ns/1.0\"><teiHeader/></TEI>")
    }
  }

  // MARK: Corpora

  private static func corpus(_ content: String, header: String = "") -> String {
    "<teiCorpus xmlns=\"http://www.tei-c.org/ns/1.0\" xmlns:xi=\"http://www.w3.org/2001/XInclude\">"
      + "<teiHeader>\(header)</teiHeader>\(content)</teiCorpus>"
  }

  @Test("a corpus gives a document for each text, with names of its own")
  func corpora() throws {
    let text = "<teiHeader/><text><body><u who=\"#a\">Yes.</u></body></text>"
    let file = Self.corpus(
      "<TEI xml:id=\"one\">\(text)</TEI><TEI>\(text)</TEI>",
      header: "<profileDesc><particDesc><listPerson><person xml:id=\"a\"><persName>Ada</persName></person></listPerson>"
        + "</particDesc><langUsage><language ident=\"sl\"/></langUsage></profileDesc>")
    let documents = try read(Array(file.utf8)).documents
    #expect(documents.map(\.id) == ["text.xml#one", "text.xml#2"])
    #expect(documents.map(\.metadata.language) == ["sl", "sl"])
    #expect(try documents.map { try $0[Turn.self].first?.label.name } == ["Ada", "Ada"])
    #expect(try documents.map { try $0[Person.self].count } == [1, 1])
    for document in documents { #expect(Conformance.mapProblems(document, source: Array(file.utf8)).isEmpty) }
  }

  @Test("included files are documents of their own, with offsets in their own bytes")
  func includes() throws {
    let root = Self.corpus(
      "<xi:include href=\"a.xml\"/><xi:include href=\"b%20c.xml\"/><xi:include href=\"none.xml\"/>")
    let files = ["a.xml": tei("<p>One.</p>"), "b c.xml": tei("<p>Two.</p>")]
    let (documents, diagnostics) = try read(Array(root.utf8), beside: files)
    #expect(documents.map(\.id) == ["a.xml", "b c.xml"])
    #expect(documents.map(\.origin.path) == ["a.xml", "b c.xml"])
    #expect(diagnostics.map(\.message.code) == ["tei.include"])
    for document in documents {
      let bytes = Array((files[document.origin.path] ?? "").utf8)
      #expect(Conformance.mapProblems(document, source: bytes).isEmpty)
      #expect(String(decoding: bytes[document.map.file(document.text.all)], as: UTF8.self) == document.text.description)
    }
  }

  @Test("a corpus of which nothing is left is refused")
  func nothingLeft() {
    let root = Self.corpus("<xi:include href=\"none.xml\"/><xi:include href=\"../up.xml\"/>")
    #expect(throws: TEIError.nothingLeft(path: "text.xml", includes: 2)) { try read(root) }
  }

  @Test("a malformed included file leaves the others")
  func brokenInclude() throws {
    let root = Self.corpus("<xi:include href=\"bad.xml\"/><xi:include href=\"a.xml\"/>")
    let files = ["bad.xml": tei("<p>One.<hi></p>"), "a.xml": tei("<p>Two.</p>")]
    let (documents, diagnostics) = try read(Array(root.utf8), beside: files)
    #expect(documents.map(\.text.description) == ["Two."])
    #expect(diagnostics.map(\.message.code) == ["tei.include"])
  }

  @Test("a fallback stands in for what is missing")
  func fallback() throws {
    let root = Self.corpus(
      "<xi:include href=\"none.xml\"><xi:fallback><TEI><teiHeader/><text><body><p>Here.</p></body></text></TEI></xi:fallback></xi:include>"
    )
    #expect(try read(Array(root.utf8)).documents.map(\.text.description) == ["Here."])
  }

  @Test("a part of a text and a part of a header come from other files")
  func fragments() throws {
    let xi = "xmlns:xi=\"http://www.w3.org/2001/XInclude\""
    let file = tei(
      "<p>One.</p><xi:include \(xi) href=\"div.xml\"/><u who=\"#a\">Three.</u>",
      header: "<profileDesc><particDesc><xi:include \(xi) href=\"list.xml\"/></particDesc></profileDesc>")
    let files = [
      "div.xml": "<div xmlns=\"http://www.tei-c.org/ns/1.0\"><p>Two.</p></div>",
      "list.xml":
        "<listPerson xmlns=\"http://www.tei-c.org/ns/1.0\"><person xml:id=\"a\"><persName>Ada</persName></person></listPerson>",
    ]
    let (documents, diagnostics) = try read(Array(file.utf8), beside: files)
    let document = try #require(documents.first)
    #expect(try outline(document) == ["paragraph: One.", "paragraph: Two.", "paragraph: Three."])
    #expect(try document[Turn.self].first?.label.name == "Ada")
    #expect(diagnostics.map(\.message.code) == ["tei.fragment"])
    #expect(Conformance.mapProblems(document, source: Array(file.utf8)).isEmpty)
  }

  // MARK: Conformance

  @Test("the reader keeps its contract")
  func conformance() async throws {
    let escaped = Conformance.hardTexts.map { name, text in
      let allowed = text.unicodeScalars.filter { $0.value >= 0x20 || $0 == "\n" || $0 == "\t" }
      let safe = String(String.UnicodeScalarView(allowed)).replacing("&", with: "&amp;").replacing("<", with: "&lt;")
      return SourceFile(path: "\(name).xml", bytes: Array(tei("<p>\(safe)<note>\(safe)</note>\(safe)</p>").utf8))
    }
    #expect(await Conformance.findings(try reader(), files: escaped).isEmpty)
  }
}
