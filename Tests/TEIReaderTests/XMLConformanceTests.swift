import Foundation
import PluginAPI
import Testing

@testable import TEIReader

/// The W3C's own test files: the parser says what libxml2 says, and never falls over.
@Suite(
  "XML conformance", .enabled(if: RealTexts.folder != nil, "set TWOSOULS_DATA to a folder of real texts to run these"))
struct XMLConformanceTests {
  /// Takes every event and makes nothing of it but counts.
  private final class Counter: XMLHandler {
    var elements = 0
    var open = 0
    var text: [UInt8] = []
    var runs: [(source: Range<Int>, text: Range<Int>)] = []
    func start(_ element: XMLElement) {
      elements += 1
      open += 1
    }
    func end() { open -= 1 }
    func text(_ piece: SourceCursor.Piece) {
      let start = text.count
      text += piece.bytes
      if piece.isVerbatim { runs.append((piece.source, start..<text.count)) }
    }
    func unknownEntity(_ name: String, at source: Range<Int>) {}
    func complaint(_ message: String, line: Int, at place: Int) {}
  }

  @Test("every file of the suite gets a verdict") func verdicts() throws {
    let data = try #require(RealTexts.folder)
    let folder = FileManager.default.temporaryDirectory.appending(path: "xmlconf-\(UUID())")
    defer { try? FileManager.default.removeItem(at: folder) }
    let zip = data.appending(path: "torture/xmlts20130923.zip").path
    let unzip = Process()
    unzip.executableURL = URL(filePath: "/usr/bin/env")
    unzip.arguments = ["python3", "-m", "zipfile", "-e", zip, folder.path]
    try unzip.run()
    unzip.waitUntilExit()
    let index = try String(contentsOf: data.appending(path: "torture/xmlconf-index.tsv"), encoding: .utf8)
    var tally: [String: (accepted: Int, refused: Int)] = [:]
    var verdicts = ""
    for line in index.split(separator: "\n").dropFirst() {
      let fields = line.split(separator: "\t", omittingEmptySubsequences: false)
      guard let bytes = RealTexts.bytes(folder.appending(path: String(fields[0]))) else { continue }
      let counter = Counter()
      var isAccepted = true
      do {
        let source = try SourceText(bytes, path: String(fields[0]))
        try XMLParser.parse(source, path: String(fields[0]), counter)
        #expect(counter.open == 0, "\(fields[0])")
        for run in counter.runs where source.utf8[run.source] != counter.text[run.text] {
          Issue.record("\(fields[0]): the run \(run.source) is not its bytes")
        }
      } catch {
        isAccepted = false
      }
      var count = tally[String(fields[1])] ?? (0, 0)
      if isAccepted { count.accepted += 1 } else { count.refused += 1 }
      tally[String(fields[1])] = count
      verdicts += "\(isAccepted ? "accepted" : "refused")\t\(fields[0])\n"
    }
    for (type, count) in tally.sorted(by: { $0.key < $1.key }) {
      print("\(type): accepted \(count.accepted), refused \(count.refused)")
    }
    if let path = ProcessInfo.processInfo.environment["XMLCONF_VERDICTS"] {
      try verdicts.write(toFile: path, atomically: true, encoding: .utf8)
    }
    #expect(!tally.isEmpty)
  }
}
