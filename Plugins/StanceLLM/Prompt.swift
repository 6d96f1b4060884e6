import Codebook
import PluginAPI
import StanceLexicon
import Standoff

/// The words that a model is told: the codebook, the form of the answer, and the unit between marks.
struct Prompt: Sendable {
  let codebook: Codebook
  let asksAttitude: Bool
  /// The first message, the same for every unit of its kind, so that a server need read it only once.
  private let systems: [String: String]
  private let words: ConfigNode
  /// Of everything that is said around the texts; part of every judgment's provenance.
  let hash: String

  /// - Throws: ``JSONError`` where the generated words were edited by hand.
  init(_ codebook: Codebook, asksAttitude: Bool) throws {
    self.codebook = codebook
    self.asksAttitude = asksAttitude
    words = try WordFile.prompt.load()
    var systems: [String: String] = [:]
    for unit in ["passage", "quotation"] {
      systems[unit] = Self.system(codebook, unit, asksAttitude: asksAttitude, words)
    }
    self.systems = systems
    hash = String(
      AnswerCache.key(of: WordFile.prompt.bytes + Array(systems.sorted { $0.key < $1.key }.flatMap(\.value.utf8)))
        .prefix(12))
  }

  /// The labels that a unit can have: one that sets two opposites against each other is for passages only.
  func stances(_ question: Question) -> [Stance] { Self.stances(codebook, question.unit.rawValue).map(\.name) }

  /// The label of texts that say nothing of the question.
  var rest: Stance { codebook.rest }

  /// The messages for a unit.
  ///
  /// Every line of the text that could be taken for a mark is told apart by the mark itself: it is drawn from the text's
  /// hash, so that no text can hold its own.
  func messages(_ question: Question) -> [JSONValue] {
    let unit = question.unit.rawValue
    let mark = "=== \(AnswerCache.key(of: Array((question.before + question.text + question.after).utf8)).prefix(8))"
    var text = word(unit) + " " + word("data").replacing("{mark}", with: "“\(mark)”") + "\n"
    for (part, content) in [("before", question.before), ("unit", question.text), ("after", question.after)]
    where !content.allSatisfy(\.isWhitespace) {
      text += "\(mark) \(word(part))\n\(content)\n"
    }
    text += "\(mark) \(word("end"))"
    return [Self.message("system", systems[unit] ?? ""), Self.message("user", text)]
  }

  /// What is said to a model whose answer cannot be used.
  func again(_ answer: String, _ problem: String) -> [JSONValue] {
    [
      Self.message("assistant", String(answer.prefix(2000))),
      Self.message("user", word("again").replacing("{problem}", with: problem)),
    ]
  }

  /// The form of the answer as JSON Schema, for servers that hold a model to it.
  func schema(_ question: Question) -> JSONValue {
    func member(_ key: String, _ value: JSONValue) -> JSONValue.Member { JSONValue.Member(key: key, value: value) }
    func choice(_ names: [String]) -> JSONValue { .object([member("enum", .array(names.map(JSONValue.string)))]) }
    let string = JSONValue.object([member("type", .string("string"))])
    var members = [member("reason", string), member("stance", choice(stances(question).map(\.rawValue)))]
    if !codebook.strains.isEmpty {
      members.append(member("strain", choice(codebook.strains.map(\.name.rawValue) + ["-"])))
    }
    if asksAttitude {
      members.append(member("attitude", choice(codebook.attitudes.map(\.name.rawValue) + ["-"])))
    }
    members.append(member("evidence", .object([member("type", .string("array")), member("items", string)])))
    members.append(member("confidence", .object([member("type", .string("number"))])))
    return .object([
      member("type", .string("object")), member("properties", .object(members)),
      member("required", .array(members.map { .string($0.key) })), member("additionalProperties", .bool(false)),
    ])
  }

  private func word(_ key: String) -> String { words[key]?.string ?? "" }

  private static func message(_ role: String, _ content: String) -> JSONValue {
    .object([
      JSONValue.Member(key: "role", value: .string(role)), JSONValue.Member(key: "content", value: .string(content)),
    ])
  }
}

extension Prompt {
  private static func stances(_ codebook: Codebook, _ unit: String) -> [Codebook.StanceDefinition] {
    codebook.stances.filter { unit == "passage" || !codebook.isContrast($0) }
  }

  private static func system(
    _ codebook: Codebook, _ unit: String, asksAttitude: Bool, _ words: ConfigNode
  ) -> String {
    let rest = codebook.rest.rawValue
    func word(_ key: String) -> String { (words[key]?.string ?? "").replacing("{rest}", with: rest) }
    func list(_ lines: [(String, String)]) -> String { lines.map { "- \($0.0): \($0.1)" }.joined(separator: "\n") }
    func meaning(_ stance: Codebook.StanceDefinition) -> String {
      stance.meaning + (stance.signs.map { " " + word("signs").replacing("{signs}", with: $0) } ?? "")
    }
    var parts = [word("task"), word("stance").replacing("{question}", with: codebook.question)]
    parts.append(
      word("labels") + "\n" + list(stances(codebook, unit).map { ($0.name.rawValue, meaning($0)) }))
    for stance in codebook.stances {
      let strains = codebook.strains.filter { $0.stance == stance.name }
      guard !strains.isEmpty else { continue }
      parts.append(
        word("strains").replacing("{stance}", with: stance.name.rawValue) + "\n"
          + list(strains.map { ($0.name.rawValue, $0.meaning) }))
    }
    if !codebook.strains.isEmpty { parts.append(word("no-strain")) }
    if asksAttitude {
      parts.append(word("attitudes") + "\n" + list(codebook.attitudes.map { ($0.name.rawValue, $0.meaning) }))
    }
    if !codebook.rules.isEmpty {
      parts.append(word("rules") + "\n" + codebook.rules.map { "- \($0)" }.joined(separator: "\n"))
    }
    let members = (words["members"]?.entries ?? [])
      .filter { $0.key != "attitude" || asksAttitude }.filter { $0.key != "strain" || !codebook.strains.isEmpty }
      .map { ($0.value.string ?? "").replacing("{rest}", with: rest) }
    parts.append(word("answer").replacing("{members}", with: members.joined(separator: "; ")))
    return parts.joined(separator: "\n\n")
  }
}
