import Codebook
import Foundation
import PipelineEngine
import Standoff
import TestSupport
import Testing

/// What the default pipeline says of every fixture, as a page that a person can read.
///
/// `make golden` writes it anew; a change of a rule then shows in its diff what it does to which words.
@Suite("Golden")
struct GoldenTests {
  @Test("The labels of all fixtures")
  func labels() async throws {
    let (documents, failures) = try await ShippedPipeline.fixtures.value
    var page = try documents.map { try Self.page($0.0) }.joined(separator: "\n")
    page += "\n== could not be read\n" + failures.map { "\($0.source): \($0.stage): \($0.message)\n" }.joined()
    let file = Repository.root.appending(path: "Fixtures/golden/labels.txt")
    if Repository.isRecording {
      try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try page.write(to: file, atomically: true, encoding: .utf8)
    } else {
      let golden = try String(contentsOf: file, encoding: .utf8)
      for (line, expected) in zip(page.split(separator: "\n"), golden.split(separator: "\n")) where line != expected {
        Issue.record("found “\(line)” where the golden page has “\(expected)”; “make golden” writes it anew")
        return
      }
      #expect(page == golden)
    }
  }

  @Test("The reports on one fixture", arguments: ["quotations.csv", "speakers.csv", "comparison.csv", "report.html"])
  func report(_ name: String) throws {
    let workplace = try Workplace()
    let run = try workplace.run("twosouls run Fixtures/texts/plain/two-currents.txt -o out --quiet")
    #expect(run.status == 0, "\(run.errors)")
    let id = try JSONValue(parsing: workplace.text("out/run.json"))["run"]?.string ?? ""
    let found = Self.withoutStyle(try workplace.text("out/\(name)").replacing(id, with: "RUN"))
    let file = Repository.root.appending(path: "Fixtures/golden/two-currents/\(name)")
    if Repository.isRecording {
      try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(found.utf8).write(to: file)
    } else {
      #expect(found == String(decoding: try Data(contentsOf: file), as: UTF8.self), "“make golden” writes it anew")
    }
  }

  /// A page without its style sheet, its script and their hashes, which stand in files of their own.
  private static func withoutStyle(_ page: String) -> String {
    page.replacing(/(?s)<style>.*?<\/style>/, with: "<style/>").replacing(
      /(?s)<script>.*?<\/script>/, with: "<script/>"
    )
    .replacing(/sha256-[A-Za-z0-9+\/=]+/, with: "sha256-…")
  }

  private static func page(_ document: Document) throws -> String {
    let reading = try Reading(document)
    let blocks = try document[Block.self]
    let kinds = Block.Kind.allCases.compactMap { kind -> String? in
      let count = blocks.count { $0.label.kind == kind }
      return count == 0 ? nil : "\(kind.rawValue) \(count)"
    }
    var lines = [
      "== \(document.id) (\(document.origin.format), \(document.origin.encoding), \(document.metadata.language ?? "-"))",
      "title: \(document.metadata.title ?? "-"); author: \(document.metadata.author ?? "-")",
      "blocks: \(kinds.joined(separator: ", "))",
    ]
    for passage in reading.passages {
      lines.append(
        "\(passage.id) \(stance(passage.judgment, passage.attitude)) \(cut(document.text[passage.span]))")
    }
    for quotation in reading.quotations {
      let label = quotation.quotation
      let speaker = quotation.speaker.map { " — \($0.name) [\($0.rule)]" } ?? ""
      lines.append(
        "\(quotation.id) \(label.kind.rawValue) [\(label.rule)] \(label.marks) level \(label.level) "
          + "\(stance(quotation.judgment, quotation.attitude)) \(cut(document.text[quotation.span]))\(speaker)")
    }
    for diagnostic in document.diagnostics {
      let place = diagnostic.source.map { " at \($0.lowerBound)–\($0.upperBound)" } ?? ""
      lines.append("! \(diagnostic.message.code)\(place): \(diagnostic.message.text)")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func stance(_ judgment: Judgment?, _ attitude: Attitude?) -> String {
    guard let judgment else { return "unjudged" }
    let strain = judgment.strain.map { " \($0)" } ?? ""
    return "\(judgment.stance)\(strain)\(attitude.map { " \($0.attitude.rawValue)" } ?? "")"
  }

  /// The first and the last words.
  private static func cut(_ words: String) -> String {
    let words = words.replacing("\n", with: " ")
    return words.count <= 60 ? "“\(words)”" : "“\(words.prefix(40)) … \(words.suffix(16))”"
  }
}
