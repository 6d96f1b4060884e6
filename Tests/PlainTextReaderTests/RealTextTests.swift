import Foundation
import PluginAPI
import PluginTesting
import Standoff
import Testing

@testable import PlainTextReader

/// Texts that nobody wrote for the tests, where `TWOSOULS_DATA` names their folder.
private let data = ProcessInfo.processInfo.environment["TWOSOULS_DATA"].map {
  URL(filePath: $0, directoryHint: .isDirectory)
}

@Suite("Real texts", .enabled(if: data != nil, "set TWOSOULS_DATA to the folder of the development data"))
struct RealTextTests {
  @Test("Every letter of every file leads back to its bytes") func offsets() async throws {
    let folder = try #require(data).appending(path: "plain")
    let files = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
      .sorted { $0.path < $1.path }
    let sources = try files.map { SourceFile(path: $0.lastPathComponent, bytes: try bytes(of: $0)) }
    for source in sources {
      let document = try read(source)
      #expect(try strayBytes(document, source.bytes).isEmpty, "\(source.path)")
      for block in try document[Block.self] {
        let problem = missingLetters(document, block.span, source.bytes)
        #expect(problem == nil, "\(source.path) \(block.id): \(problem ?? "")")
      }
    }
    let reader = try PlainTextFiles(.init(), .bare)
    #expect(await Conformance.findings(reader, files: sources).isEmpty)
    print("read.text: offsets hold in n = \(sources.count) files")
  }

  @Test("Passages as people see them are blocks") func passages() throws {
    let lines = try String(contentsOf: try #require(data).appending(path: "gold/dev.jsonl"), encoding: .utf8)
    var (found, all, notes) = (0, 0, [String]())
    for line in lines.split(separator: "\n") {
      let gold = try JSONDecoder().decode(Gold.self, from: Data(line.utf8))
      let scalars = Array(gold.text.unicodeScalars)
      let document = try read(gold.text, path: "\(gold.document).txt")
      let blocks = Set(try document[Block.self].map { document.map.file($0.span) })
      for passage in gold.passages {
        let start = scalars[..<passage.start].reduce(0) { $0 + UTF8.width($1) }
        let end = start + scalars[passage.start..<passage.end].reduce(0) { $0 + UTF8.width($1) }
        all += 1
        if blocks.contains(start..<end) { found += 1 } else { notes.append("\(gold.document) \(start)") }
      }
    }
    print("read.text: \(found) of n = \(all) gold passages are the source of one block; not: \(notes)")
    #expect(100 * found >= 98 * all)
  }

  private struct Gold: Decodable {
    struct Passage: Decodable { let start, end: Int }
    let document, text: String
    let passages: [Passage]
  }

  /// The bytes of a file, decompressed where it is compressed.
  private func bytes(of file: URL) throws -> [UInt8] {
    guard file.pathExtension == "gz" else { return [UInt8](try Data(contentsOf: file)) }
    let gzip = Process()
    let output = Pipe()
    gzip.executableURL = URL(filePath: "/usr/bin/env")
    gzip.arguments = ["gzip", "-dc", file.path]
    gzip.standardOutput = output
    try gzip.run()
    let bytes = [UInt8](try output.fileHandleForReading.readToEnd() ?? Data())
    gzip.waitUntilExit()
    return bytes
  }

  /// Letters of a block that its source does not have in this order, when marks and blanks are left aside.
  private func missingLetters(_ document: Document, _ span: Span, _ bytes: [UInt8]) -> String? {
    let source = Array(bytes[document.map.file(span)])
    let decoded =
      document.origin.encoding == "UTF-8"
      ? source : Array(String(String.UnicodeScalarView(source.map { Unicode.Scalar($0) })).utf8)
    let isLetter = { (byte: UInt8) in (byte | 0x20) &- 0x61 < 26 }
    var rest = decoded[...].filter(isLetter)[...]
    for letter in document.text.utf8[span] where isLetter(letter) {
      guard let place = rest.firstIndex(of: letter) else { return "“\(document.text[span].prefix(60))”" }
      rest = rest[(place + 1)...]
    }
    return nil
  }
}
