import PluginAPI
import PluginTesting
import Standoff
import Testing

@testable import TEIReader

@Suite(
  "Real texts", .enabled(if: RealTexts.folder != nil, "set TWOSOULS_DATA to a folder of real texts to run these"))
struct RealTextTests {
  @Test("every file is read or refused with a sentence, and every verbatim run is its bytes")
  func everyFile() async throws {
    let reader = try reader()
    var (read, refused, documents, words) = (0, 0, 0, 0)
    for file in RealTexts.files(in: "tei") {
      guard reader.canRead(file) else {
        print("not TEI: \(file.path)")
        continue
      }
      do {
        let diagnostics = Diagnostics()
        let found = try reader.read(file, diagnostics)
        read += 1
        for document in found {
          documents += 1
          words += document.text.count
          let path = document.origin.path
          let source = path == file.path ? file : try #require(RealTexts.file(path))
          #expect(Conformance.mapProblems(document, source: source.bytes).isEmpty, "\(document.id)")
          #expect(lettersWithoutPlace(document).isEmpty, "\(document.id)")
        }
      } catch {
        refused += 1
        print("refused: \(error)")
      }
      let findings = await Conformance.findings(reader, files: [file])
      if !findings.isEmpty, !file.path.contains("SDT2-sample"), !file.path.contains("ParlaMint-PL.xml") {
        Issue.record("\(findings)")
      }
    }
    print("\(read) files read, \(refused) refused, \(documents) documents, \(words) bytes of text")
    #expect(read > 0)
  }
}
