import Foundation
import Languages
import PipelineEngine
import PluginAPI
import Standoff
import TestSupport
import Testing
import TwoSoulsTool

@Suite(
  .enabled(if: Repository.data != nil, "set TWOSOULS_DATA to the folder with the real texts to measure on them"))
struct MeasuredLanguages {
  /// The reader says `zz` of every text that does not state its language.
  private static let readers = """
    twosouls: 1
    stages:
      - read.tei: { language: zz }
      - read.text: { language: zz }
      - segment.paragraphs
    """

  @Test("Texts that state their language are in the one that their words show")
  func texts() async throws {
    let data = try #require(Repository.data)
    let pipeline = try Pipeline(
      PipelineFile(parsing: Self.readers, path: "readers.yaml"), registry: try Tool.registry(), context: .bare)
    let worker = Worker(pipeline, run: "test")
    var (count, silent) = (0, [String]())
    var wrong: [String] = []
    for folder in ["plain", "tei"] {
      for input in try Inputs.find([data.appending(path: folder).path]) {
        for result in await worker.documents(of: try input.open()) {
          guard case .success(let document) = result, document.text.count >= 200 else { continue }
          let stated = Languages.tag(of: document)
          guard stated != "zz" else { continue }
          count += 1
          let guess = Languages.guess(document.text.utf8)
          if guess == nil { silent.append("\(document.id) (\(stated))") }
          if let guess, guess.tag != stated { wrong.append("\(document.id) (\(stated), found \(guess.tag))") }
        }
      }
    }
    print("languages of whole texts: n = \(count); \(wrong.count) wrong: \(wrong); \(silent.count) unsure: \(silent)")
    #expect(wrong.count * 20 <= count)
  }
}
