import Codebook
import Evaluation
import Standoff

/// A document as a section of the page: what it is, its course, its text, what was noticed while reading it.
struct DocumentSection {
  let reading: Reading
  let tally: DocumentTally
  let look: LabelLook
  let prefix: String

  init(_ reading: Reading, _ tally: DocumentTally, _ look: LabelLook, prefix: String) {
    self.reading = reading
    self.tally = tally
    self.look = look
    self.prefix = prefix
  }

  func html() throws -> [UInt8] {
    let document = reading.document
    var html = HTML()
    html.open("section", ["class": "document", "id": prefix, "aria-labelledby": "\(prefix)-title"])
    html.open("header")
    html.element("h2", ["id": "\(prefix)-title", "lang": language]) { $0.element("bdi", document.heading) }
    writeSource(to: &html)
    Picture(look).course(of: reading, to: &html)
    DocumentProfile(tally, look).write(to: &html)
    writeDiagnostics(to: &html)
    html.close("header")
    html.open("div", ["class": "text", "lang": language])
    html.raw("\n")
    try DocumentText(reading, look, prefix: prefix).write(to: &html)
    html.raw("</div>\n</section>\n")
    return html.bytes
  }

  /// The language of the text where it is a tag that HTML takes, else the empty string, which says that it is unknown.
  private var language: String {
    let language = reading.document.metadata.language ?? ""
    let isTag = language.utf8.allSatisfy { byte in
      (byte | 0x20) &- 0x61 < 26 || byte &- 0x30 < 10 || byte == UInt8(ascii: "-")
    }
    return isTag ? language : ""
  }

  private func writeSource(to html: inout HTML) {
    let document = reading.document
    html.open("p", ["class": "source"])
    for part in [document.metadata.author, document.metadata.date] {
      guard let part, !part.isEmpty else { continue }
      html.element("bdi", part)
      html.text(" · ")
    }
    html.element("bdi", document.id)
    html.raw("<br>")
    let passages = tally.passages
    html.text(
      "\(Figure.count(passages.counted, "passage")): "
        + look.codebook.stances.map { "\(Figure.count(passages.count($0.name))) \($0.name), " }.joined()
        + "\(Figure.count(passages.unjudged)) not judged · "
        + "\(Figure.count(tally.speech.counted, "speech quotation")) · "
        + "\(Figure.count(tally.terms, "term")) · \(Figure.count(tally.titles, "title"))")
    html.close("p")
  }

  private func writeDiagnostics(to html: inout HTML) {
    let diagnostics = reading.document.diagnostics
    guard !diagnostics.isEmpty else { return }
    html.open("details", ["class": "diagnostics"])
    html.element("summary", "\(Figure.count(diagnostics.count, "remark")) of the program on this text")
    html.open("ul")
    for diagnostic in diagnostics.prefix(Self.diagnosticsShown) {
      html.element("li") { html in
        html.element("bdi", diagnostic.message.text)
        html.text(" (\(diagnostic.severity.rawValue)")
        if let source = diagnostic.source { html.text(", bytes \(source.lowerBound)–\(source.upperBound)") }
        html.text(")")
      }
    }
    if diagnostics.count > Self.diagnosticsShown {
      html.element("li", "and \(diagnostics.count - Self.diagnosticsShown) more, in results.jsonl")
    }
    html.raw("</ul></details>\n")
  }

  private static let diagnosticsShown = 50
}
