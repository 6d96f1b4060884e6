import ExternalPlugins
import Foundation
import PluginAPI
import PluginTesting
import Standoff
import Synchronization
import Testing

/// A stage that answers as it is told.
private struct Answering: Stage {
  static let name = "answering"
  static let summary = "Answers as it is told."
  let requires: Set<LayerName> = []
  let provides: Set<LayerName>
  let answer: @Sendable (Document) async throws -> Annotations

  init(_ provides: Set<LayerName> = ["mark"], _ answer: @escaping @Sendable (Document) async throws -> Annotations) {
    self.provides = provides
    self.answer = answer
  }

  init(_ settings: NoSettings, _ context: PipelineContext) { self.init { _ in Annotations(marks([])) } }

  func annotate(_ document: Document, _ diagnostics: Diagnostics) async throws -> Annotations {
    try await answer(document)
  }
}

private struct Mark: Label, Equatable {
  static let layer: LayerName = "mark"
  static let idPrefix = "m"
  var word = ""
  /// Whether the label writes what it cannot read.
  var forgets = false

  init(_ word: String = "", forgets: Bool = false) {
    self.word = word
    self.forgets = forgets
  }
  init(from fields: FieldReader) throws { word = try fields.optionalString("word") ?? "" }
  func write(to fields: inout FieldWriter) {
    if !word.isEmpty { fields.string("word", word) }
    // A reader of JSON takes this for an annotation's id.
    if forgets { fields.string("id", "other") }
  }
}

private func marks(_ spans: [Span], name: LayerName = "mark", _ label: Mark = Mark()) -> Layer<Mark> {
  var layer = Layer<Mark>(name: name)
  for span in spans { layer.add(label, at: span) }
  return layer
}

/// Counts how often it was asked.
private final class Counter: Sendable {
  private let held = Atomic(0)
  func next() -> Int { held.add(1, ordering: .relaxed).newValue }
  func fall() { held.subtract(1, ordering: .relaxed) }
}

private let calls = Counter()
private let underway = Counter()

private let wrongStages: [(name: String, stage: Answering, problem: String, remedy: String)] = [
  (
    "a layer that is not declared", Answering { _ in Annotations(marks([]), marks([], name: "other")) },
    "it answers with the layer “other”, which it does not declare", "name the layer in “provides”"
  ),
  (
    "a layer that does not come", Answering(["mark", "other"]) { _ in Annotations(marks([])) },
    "it does not answer with the layer “other”, which it declares", "empty where there is nothing to say"
  ),
  (
    "a layer that is there already", Answering([Block.layer]) { _ in Annotations(Layer<Block>()) },
    "it answers with the layer “block”, which the document has already", "a name of its own"
  ),
  (
    "a span behind the end", Answering { Annotations(marks([0..<$0.text.count + 1])) },
    "m1 in the layer “mark” stands at bytes 0–", "check what the offsets count"
  ),
  (
    "a span that cuts a character", Answering { Annotations(marks($0.text.count == 0 ? [] : [0..<1])) },
    "which leave the text or cut a character", "check what the offsets count"
  ),
  (
    "a failure at an empty text",
    Answering { document in
      guard document.text.count > 0 else { throw ExternalError("no first letter") }
      return Annotations(marks([]))
    }, "it fails: no first letter", "answer every text"
  ),
  (
    "spans out of order",
    Answering { Annotations(marks($0.text.count == 0 ? [] : [$0.text.count..<$0.text.count, 0..<0])) },
    "the layer “mark” is not in the order of the text", "sort the annotations"
  ),
  (
    "an id twice",
    Answering { _ in
      var layer = marks([0..<0])
      layer.add(Annotation(id: "m1", anchor: 0..<0, label: Mark()))
      return Annotations(layer)
    }, "two annotations share an id", "leave the ids out or count them"
  ),
  (
    "a target that is not there",
    Answering { _ in
      var layer = Layer<LooseLabel>(name: "mark")
      layer.add(try LooseLabel.empty, anchor: .target("b7"))
      return Annotations(layer)
    }, "stands on b7, which does not exist", "let “on” name an annotation"
  ),
  (
    "another answer each time", Answering { _ in Annotations(marks([0..<0], Mark("\(calls.next())"))) },
    "it answers otherwise the second time", "let nothing depend on chance"
  ),
  (
    "another answer in company",
    Answering { _ in
      let count = underway.next()
      try await Task.sleep(for: .milliseconds(20))
      underway.fall()
      return Annotations(marks([0..<0], Mark(count > 1 ? "crowd" : "alone")))
    }, "it answers otherwise when other texts are in work beside it", "keep nothing from one document to the next"
  ),
  (
    "a label that cannot be read back", Answering { _ in Annotations(marks([0..<0], Mark("a", forgets: true))) },
    "what it answers changes on the way through JSON", "write with the label what its reading needs"
  ),
]

extension LooseLabel {
  /// A label without fields.
  fileprivate static var empty: LooseLabel {
    get throws {
      let json = #"{"twosouls":1,"document":{"id":"d"},"text":"","layers":{"x":[{"id":"x1"}]}}"#
      let document = try Document(json: Array(json.utf8))
      return try document.layer("x", of: LooseLabel.self)[0].label
    }
  }
}

/// Components whose settings are not as they say, made by hand: what a pipeline file may set is checked before.
private func component(
  _ settings: [SettingDescription], _ make: @escaping @Sendable (ConfigNode) throws -> [ConfigNode.Entry]
) -> ComponentDescription {
  ComponentDescription(
    name: "settings.wrong", summary: "", settings: settings,
    kind: .stage { node, _ in
      ComponentDescription.Made(
        Answering { _ in Annotations(marks([])) }, settings: try make(node), files: [])
    })
}

private let count = SettingDescription(
  name: "count", description: "", type: .integer, defaultValue: .integer(3), bounds: ["1", "9"])

private let wrongSettings: [(name: String, component: ComponentDescription, problem: String)] = [
  (
    "no defaults", component([count]) { _ in throw ConfigError("“count” is missing", at: .none) },
    "given no settings: it cannot be made: “count” is missing; let it work with its defaults"
  ),
  (
    "anything is taken", component([count]) { _ in try DeclaredSettings([count]).resolve(ConfigNode(.null)) },
    "given “count”: “many”: it takes what is not a whole number from 1 to 9; refuse it"
  ),
  (
    "out of range is taken", component([count]) { _ in try DeclaredSettings([count]).resolve(ConfigNode(.null)) },
    "given “count”: 10: it takes what is not a whole number from 1 to 9; refuse it"
  ),
  (
    "unknown names are taken", component([count]) { _ in try DeclaredSettings([count]).resolve(ConfigNode(.null)) },
    "given a setting “no-such-setting”: it takes it; refuse names that it does not know"
  ),
  (
    "the end of the range is refused",
    component([count]) { node in
      let resolved = try DeclaredSettings([count]).resolve(node)
      guard resolved[0].value.integer != 9 else { throw ExternalError("not nine") }
      return resolved
    }, "given “count”: 9: it refuses what the setting takes: not nine; narrow the setting"
  ),
  (
    "settings change on the way",
    component([count]) { node in
      let resolved = try DeclaredSettings([count]).resolve(node)
      let value = node["count"] == nil ? 3 : 4
      return [ConfigNode.Entry(key: "count", keyPlace: .none, value: ConfigNode(.integer(value)))]
        + resolved.dropFirst()
    }, "given its own defaults: it makes other settings of them; write each setting as it is read"
  ),
]

@Suite("The conformance kit")
struct ConformanceTests {
  @Test("catches what a stage does wrong, and says what to do", arguments: wrongStages)
  private func stages(_ name: String, _ stage: Answering, _ problem: String, _ remedy: String) async throws {
    let blocks = Layer<Block>()
    let findings = await Conformance.findings(stage) { try $0.adding(blocks) }
    #expect(
      findings.contains { $0.problem.contains(problem) && $0.remedy.contains(remedy) },
      "\(findings.prefix(3).map(\.description))")
  }

  @Test("finds nothing wrong with a stage that keeps the contract")
  func right() async throws {
    let stage = Answering { Annotations(marks($0.text.count == 0 ? [] : [0..<$0.text.count], Mark("all"))) }
    #expect(await Conformance.findings(stage, documents: Conformance.soups(5)).isEmpty)
  }

  @Test("catches settings that are not as they say", arguments: wrongSettings)
  func settings(_ name: String, _ component: ComponentDescription, _ problem: String) {
    let findings = Conformance.findings(settingsOf: component, context: .bare, triesLimits: true)
    #expect(findings.contains { $0.description.contains(problem) }, "\(findings)")
  }

  @Test("finds nothing wrong with settings that are refused as they should be")
  func rightSettings() {
    let right = component([count]) { try DeclaredSettings([count]).resolve($0) }
    #expect(Conformance.findings(settingsOf: right, context: .bare, triesLimits: true).isEmpty)
  }

  @Test("catches a program that does not come back as it was", .enabled(if: hasPython, "python3 is missing"))
  func killed() async throws {
    let documents = (0..<20).map { Document(named: "d\($0)", "a") }
    let right = try Program("answer(document)").stage()
    #expect(await Conformance.findings(killing: right, over: documents) { right.kill() }.isEmpty)
    let once = try Program(
      """
      if os.path.exists("killed"): say({"id": document["id"], "layers": {"mark": []}})
      else: answer(document)
      """)
    let wrong = try once.stage()
    let findings = await Conformance.findings(killing: wrong, over: documents) {
      try? Data().write(to: once.folder.appending(path: "killed"))
      wrong.kill()
    }
    #expect(findings.contains { $0.description.contains("after it was killed: it answers otherwise") }, "\(findings)")
  }
}
