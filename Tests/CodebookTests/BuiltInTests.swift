import Codebook
import PipelineEngine
import PluginAPI
import Standoff
import TestSupport
import Testing

@Suite("The built-in codebook")
struct BuiltInTests {
  private let codebook = Codebook.twoSouls

  @Test("read from its files, it passes for one of one's own, with every cue")
  func form() throws {
    let folder = "Sources/Codebook/Resources/"
    let file = try Codebook(file: try yaml(folder + "two-souls.yaml")) { try yaml(folder + $0.path) }
    #expect(file.stances == codebook.stances)
    #expect(file.strains == codebook.strains)
    #expect(file.sides == codebook.sides)
    #expect(file.rules == codebook.rules)
    #expect(file.lexicons.map(\.language) == ["en"])
  }

  @Test("sides follow as the codebook's sentence says")
  func sides() {
    let cases: [(Stance, AttitudeKind, Side)] = [
      (.above, .endorses, .above), (.above, .rejects, .below), (.above, .reports, .neither),
      (.below, .endorses, .below), (.below, .rejects, .above), (.mixed, .endorses, .below),
      (.mixed, .rejects, .above), (.mixed, .reports, .neither), (.none, .endorses, .neither),
    ]
    for (stance, attitude, side) in cases { #expect(codebook.side(stance, attitude) == side, "\(stance) \(attitude)") }
  }

  @Test("labels that are not declared are refused, wherever they stand")
  func labels() throws {
    func refused(_ judgment: Judgment) -> UndeclaredLabel? {
      var layer = Layer<Judgment>()
      layer.add(judgment, on: "p1")
      do {
        try codebook.check(Annotations(layer))
        return nil
      } catch {
        return error
      }
    }
    let evidence = [Evidence(at: 0..<1, weight: 1, toward: "abuve")]
    #expect(refused(Judgment(.above, scores: [], strain: "elitism", by: "t", evidence: [])) == nil)
    #expect(refused(Judgment("abuve", scores: [], by: "t", evidence: []))?.label == "abuve")
    #expect(refused(Judgment(.above, scores: [.init("abuve", 1)], by: "t", evidence: []))?.label == "abuve")
    #expect(refused(Judgment(.above, scores: [], by: "t", evidence: evidence))?.label == "abuve")
    #expect(refused(Judgment(.above, scores: [], strain: "elitsm", by: "t", evidence: []))?.label == "elitsm")
    #expect(refused(Judgment(.below, scores: [], strain: "elitism", by: "t", evidence: []))?.kind == "strain of below")
    var attitudes = Layer<Attitude>()
    attitudes.add(Attitude(.endorses, side: "left", score: 1, by: "t"), on: "p1")
    #expect(throws: UndeclaredLabel.self) { try codebook.check(Annotations(attitudes)) }
  }

  private func yaml(_ path: String) throws -> ConfigNode { try YAML.parse(Repository.text(path), file: path) }
}
