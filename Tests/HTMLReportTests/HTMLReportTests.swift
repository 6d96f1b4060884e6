import Codebook
import Foundation
@testable import HTMLReport
import PluginAPI
import PluginTesting
import Standoff
import Testing

@Suite("report.html")
struct HTMLReportTests {
  @Test("keeps the contract")
  func conformance() {
    #expect(Conformance.findings(reporter: { try HTMLReport(.init(), .bare) }).isEmpty)
  }

  @Test("one page is well-formed, its ids unique, its links lead somewhere")
  func wellFormed() throws {
    let page = try page(of: [Sample.essay(), Sample.speech()])
    #expect(page.problems == [])
    #expect(page.all("section", class: "document").count == 2)
  }

  @Test("quotations nest and run over paragraphs, each with one reference and one note")
  func quotations() throws {
    let shown = try page(of: [Sample.essay()])
    #expect(shown.all("span", class: "quotation").count == 10, "one is cut in two by a paragraph")
    #expect(shown.all("a", class: "ref").count == 9)
    #expect(shown.all("li", class: "note").count == 13 + 9, "judged passages and quotations")
    #expect(shown.all("li", class: "continued").count == 1)
  }

  @Test("whatever marks a text has, its words are all there and its elements nest", arguments: 0..<40)
  func anyMarks(seed: Int) {
    var state = UInt64(seed + 1)
    func random(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % bound
    }
    let text = Text("We, the “many” & <few>, ’tis said: é 𝔗 and so on to the end of it all.")
    let places = (0...text.count).filter(text.isScalarBorder)
    let ranks: [InlineMark.Rank] = [.passage, .quotation, .mention, .evidence]
    let marks = (0..<random(30)).map { _ in
      let (one, other) = (places[random(places.count)], places[random(places.count)])
      return InlineMark(
        ranks[random(4)], min(one, other)..<max(one, other), cssClass: "x", note: nil, reference: Array("<b></b>".utf8))
    }.sorted(by: InlineMark.inTextOrder)
    var html = HTML()
    html.raw("<!DOCTYPE html>")
    InlineText.write(text, text.all, until: text.count, marks: marks, to: &html)
    let shown = Markup(String(decoding: html.bytes, as: UTF8.self))
    #expect(shown.problems == [])
    #expect(shown.text.replacing("\u{200B}", with: "") == text.description)
    #expect(shown.all("b").count == marks.count, "each has its reference, once")
  }

  @Test("few cases are marked wherever a share rests on them, and each document has its shares")
  func fewCases() throws {
    let shown = try page(of: [Sample.essay(), Sample.speech()])
    let profiles = shown.all("details", class: "profile")
    #expect(profiles.count == 2)
    #expect(shown.all("span", class: "few").count > 4)
    #expect(shown.text.contains("side of below, of those that take a side"))
    #expect(shown.all("path", class: "whisker").count > 0)
    #expect(shown.all("path", class: "few").count == shown.all("path", class: "whisker").count)
  }

  @Test("a debate says who takes the floor")
  func turns() throws {
    var blocks = Layer<Block>()
    var turns = Layer<Turn>()
    for span in [0..<9, 11..<20, 22..<31] { blocks.add(Block(.paragraph), at: span) }
    turns.add(Turn(who: "#thorn", name: "Ada Thorn"), at: 0..<20)
    turns.add(Turn(who: "#harrow"), at: 22..<31)
    let page = try page(of: [Document("Hear! We.\n\nAnd them.\n\nNo. Not I.").adding(blocks, turns)])
    #expect(page.problems == [])
    #expect(page.all("p", class: "turn").count == 2)
    #expect(page.text.contains("Ada Thorn") && page.text.contains("#harrow"))
  }

  @Test("a label shows its scores, its evidence and its place")
  func contestable() throws {
    let text = try page(of: [Sample.essay()]).text
    for words in [
      "Edmund Harrow 0.9 (cue.verb.before)", "above 0.81, none 0.19", "taken by the hand above 1.8", "elitism",
      "good gentlemen above 1.3, negated", "stance.cues, attitude.rules", "p. 2, ¶ 4, q3", "no cue found",
    ] {
      #expect(text.contains(words), "\(words)")
    }
  }

  @Test("a layer of the user's own is counted, and dotted where it stands; without one nothing is said of it")
  func ownLayers() throws {
    #expect(try page(of: [Sample.essay()]).all("section").allSatisfy { $0.attributes["id"] != "own" })
    let answer = try JSONValue(
      parsing: #"""
        {"twosouls":1,"document":{"id":"a.txt"},"text":"We <b>met</b> in 1848 & 1871.","layers":{"date":[
          {"id":"d1","start":17,"end":21,"kind":"<year>"},{"id":"d2","start":24,"end":28,"kind":"<year>"},
          {"id":"d3","on":"d2","kind":"late"}],"empty":[]}}
        """#)
    let page = try page(of: [Document(json: answer), Sample.speech()])
    #expect(page.problems == [])
    let marks = page.all("span", class: "found")
    #expect(marks.map { $0.attributes["title"] } == ["date: &lt;year&gt;", "date: &lt;year&gt;"])
    #expect(page.all("section").contains { $0.attributes["id"] == "own" })
    #expect(page.text.replacing("\u{200B}", with: "").contains("<year>\u{A0}2, late\u{A0}1"), "\(page.text)")
  }

  @Test("the text carries the document's language, the page its own")
  func languages() throws {
    let page = try page(of: [Sample.speech()])
    #expect(page.all("html").first?.attributes["lang"] == "en")
    #expect(page.all("div", class: "text").first?.attributes["lang"] == "fr")
  }

  @Test("what documents say stays text: no element, attribute or turn of direction comes from them")
  func hostile() throws {
    let files = try report([Sample.hostile()], .many)
    for (path, bytes) in files {
      let html = String(decoding: bytes, as: UTF8.self)
      let page = Markup(html)
      #expect(page.problems == [], "\(path)")
      #expect(page.all("script").count == 1, "\(path)")
      #expect(page.all("img").isEmpty)
      let names = Set(page.elements.flatMap { $0.attributes.keys })
      #expect(names.filter { $0.hasPrefix("on") } == [])
      #expect(!html.unicodeScalars.contains("\u{202E}") && !html.unicodeScalars.contains("\u{0}"))
    }
    let page = Markup(String(decoding: try #require(files["report/d1.html"]), as: UTF8.self))
    #expect(page.text.contains("A & B < C > D \"E\" 'F' ]]> <!-- <b onclick=x> said"))
    #expect(page.all("div", class: "text").first?.attributes["lang"] == "")
  }

  @Test("nothing is fetched, and the policy says so")
  func selfContained() throws {
    let files = try report([Sample.essay()], .one)
    let html = String(decoding: try #require(files["report.html"]), as: UTF8.self)
    #expect(files.count == 1)
    #expect(html.contains("Content-Security-Policy\" content=\"default-src &#39;none&#39;"))
    for word in ["http://", "https://", "@import", "url(h", "src="] { #expect(!html.contains(word), "\(word)") }
  }

  @Test("the hash in the policy is the one of FIPS 180-4")
  func hash() {
    #expect(SHA256.base64([]) == "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=")
    #expect(SHA256.base64(Array("abc".utf8)) == "ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=")
    #expect(
      SHA256.base64([UInt8](repeating: 0x61, count: 119)) == "MeulHDE6XAgiat8Y1KNZz9/Y0ugWsT9K+VL36mWE3Ps=")
    #expect(
      SHA256.base64([UInt8](repeating: 0x61, count: 120)) == "Lz0zVDLHC1gK8Ojhs2dKfAINaDql9zqq7f3FWvkEwhw=")
  }

  @Test("a large run is divided: pages leave at once, the index links to them")
  func division() throws {
    var settings = HTMLReport.Settings()
    settings.documentsOnOnePage = 2
    var report = try HTMLReport(settings, .bare)
    #expect(try report.add(Sample.essay()).isEmpty)
    #expect(try report.add(Sample.speech()).isEmpty)
    #expect(try report.add(Sample.essay()).map(\.path) == ["report/d1.html", "report/d2.html", "report/d3.html"])
    #expect(try report.add(Sample.speech()).map(\.path) == ["report/d4.html"])
    let files = try report.finish()
    let index = Markup(String(decoding: files[0].bytes, as: UTF8.self))
    #expect(index.problems == [])
    #expect(index.all("section", class: "document").isEmpty)
    #expect(index.all("a").compactMap { $0.attributes["href"] }.filter { $0.hasPrefix("report/") }.count == 4)
  }

  @Test("a run without documents has a report that says so")
  func emptyRun() throws {
    let page = try page(of: [])
    #expect(page.problems == [])
    #expect(page.text.contains("0 documents"))
  }

  @Test("overlapping windows and quotations that cross never cross as elements")
  func crossing() throws {
    let text = "One two three four five six seven eight nine ten."
    var passages = Layer<Passage>()
    var quotations = Layer<Quotation>()
    var judgments = Layer<Judgment>()
    for (number, span) in [0..<18, 8..<28, 14..<48].enumerated() {
      let passage = passages.add(Passage(number: number), at: span)
      judgments.add(
        Judgment(
          .below, scores: [.init(.below, 1)], by: "x",
          evidence: [Evidence(at: span.lowerBound + 3..<span.lowerBound + 12, weight: 1, toward: .below)]),
        on: passage)
    }
    for span in [4..<20, 10..<30, 10..<30, 19..<19] {
      quotations.add(Quotation(.term, marks: "''", rule: "r"), at: span)
    }
    let document = try Document(text).adding(passages, quotations, judgments)
    let page = try page(of: [document])
    #expect(page.problems == [])
    #expect(page.all("a", class: "ref").count == 4, "an empty one too can be looked up")
  }

  @Test("hard texts pass, with blocks and without", arguments: Conformance.hardTexts.map { Named($0.name, $0.text) })
  func hardTexts(_ example: Named) throws {
    var blocks = Layer<Block>()
    var quotations = Layer<Quotation>()
    let text = Text(example.text)
    blocks.add(Block(.paragraph), at: text.all)
    let marks = text.utf8.indices.filter { text.isScalarBorder($0) }
    for (start, end) in zip(marks, marks.dropFirst(7)).prefix(400) {
      quotations.add(Quotation(.speech, marks: "“”", rule: "r"), at: start..<end)
    }
    let document = try Document(example.text).adding(blocks, quotations)
    #expect(try page(of: [document]).problems == [])
    #expect(try page(of: [Document(example.text)]).problems == [])
  }

  struct Named: Sendable, CustomTestStringConvertible {
    let testDescription, text: String
    init(_ name: String, _ text: String) { (testDescription, self.text) = (name, text) }
  }

  @Test(
    "writes samples for a person to look at",
    .enabled(if: ProcessInfo.processInfo.environment["TWOSOULS_LOOK"] != nil, "set TWOSOULS_LOOK to a folder"))
  func samples() throws {
    let folder = URL(filePath: ProcessInfo.processInfo.environment["TWOSOULS_LOOK"] ?? "", directoryHint: .isDirectory)
    let documents = [try Sample.essay(), try Sample.speech(), try Sample.hostile()]
    for (name, pages) in [("one", HTMLReport.Pages.one), ("many", .many)] {
      for (path, bytes) in try report(documents, pages) {
        let file = folder.appending(path: "\(name)/\(path)")
        try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(bytes).write(to: file)
      }
    }
  }

  private func page(of documents: [Document]) throws -> Markup {
    Markup(String(decoding: try #require(try report(documents, .one)["report.html"]), as: UTF8.self))
  }

  private func report(_ documents: [Document], _ pages: HTMLReport.Pages) throws -> [String: [UInt8]] {
    var settings = HTMLReport.Settings()
    settings.pages = pages
    var context = PipelineContext.bare
    context.run = RunDescription(
      id: "5d0c3a71", version: "0.1",
      pipeline: "stages:\n  - read.text\n  - segment.paragraphs\n  - quotations.marks\n",
      codebook: "two-souls")
    var report = try HTMLReport(settings, context)
    var files: [String: [UInt8]] = [:]
    for artifact in try documents.flatMap({ try report.add($0) }) + report.finish() {
      #expect(!artifact.appends && files[artifact.path] == nil)
      files[artifact.path] = artifact.bytes
    }
    return files
  }
}
