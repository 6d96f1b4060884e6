import PluginAPI

/// What one file says, with what it takes over from those it extends.
struct PipelineDraft {
  /// A step as a file writes it: to be added, or to change one of the file that is extended.
  struct WrittenStep {
    var step: PipelineFile.Step
    /// Whether it says `if: null`, which takes a condition away.
    var dropsCondition = false
    /// Next to which component it goes.
    var position: Position?
  }

  struct Position {
    let isBefore: Bool
    let name: String
    let place: ConfigNode.Place
  }

  let place: ConfigNode.Place
  var extends: (name: String, place: ConfigNode.Place)?
  var codebook: (name: String, place: ConfigNode.Place)?
  var remove: [(name: String, place: ConfigNode.Place)] = []
  /// Those that the file itself writes.
  var written: [WrittenStep] = []
  /// The whole chain.
  var steps: [PipelineFile.Step] = []
  var examples: [PipelineFile.Example] = []

  static let keys = ["twosouls", "extends", "title", "description", "codebook", "stages", "remove", "examples"]

  private static let mostSteps = 1000

  /// Nothing where the file is no pipeline file at all.
  init?(_ root: ConfigNode, _ mistakes: inout Mistakes) {
    place = root.place
    guard let entries = root.entries else {
      mistakes.add("a pipeline file is a map with “twosouls: 1” and “stages:”, found \(root.summary)", at: root.place)
      return nil
    }
    for entry in entries where !Self.keys.contains(entry.key) {
      let hint =
        nearest(entry.key, among: Self.keys).map { "; did you mean “\($0)”?" } ?? "; there is \(list(Self.keys))"
      mistakes.add("there is no key “\(entry.key.shortened)” in a pipeline file\(hint)", at: entry.keyPlace)
    }
    version(root, &mistakes)
    for key in ["title", "description"] {
      guard let node = root[key], !node.isNull, node.string == nil, node.number == nil else { continue }
      mistakes.add("“\(key)” takes a text, found \(node.summary)", at: node.place)
    }
    codebook = mistakes.gather { () throws(ConfigError) in try Self.name(root["codebook"], "codebook") } ?? nil
    extends = mistakes.gather { () throws(ConfigError) in try Self.name(root["extends"], "extends") } ?? nil
    written = steps(root, &mistakes)
    if let node = root["remove"] { remove = removed(node, &mistakes) }
    if let node = root["examples"], !node.isNull {
      if let list = node.list {
        examples = list.compactMap { PipelineFile.Example($0, &mistakes) }
      } else {
        mistakes.add("“examples:” takes a list, one to a line behind “- ”, found \(node.summary)", at: node.place)
      }
    }
    if extends == nil { alone(root, &mistakes) }
    steps = written.map(\.step)
  }

  private func version(_ root: ConfigNode, _ mistakes: inout Mistakes) {
    guard let version = root["twosouls"] else {
      mistakes.add("the file must say which version of the format it is written in: “twosouls: 1”", at: root.place)
      return
    }
    guard version.integer != 1 else { return }
    mistakes.add(
      "this program reads version 1 of the format, found \(version.summary); write “twosouls: 1”, or use a newer program",
      at: version.place)
  }

  private func steps(_ root: ConfigNode, _ mistakes: inout Mistakes) -> [WrittenStep] {
    guard let stages = root["stages"] else {
      if extends == nil {
        mistakes.add("the file has no “stages:”, the list of components that read, label and report", at: root.place)
      }
      return []
    }
    if extends != nil, stages.isNull || stages.list?.isEmpty == true { return [] }
    guard let list = stages.list, !list.isEmpty else {
      mistakes.add(
        "“stages:” takes a list of components, one to a line behind “- ”, found \(stages.summary)", at: stages.place)
      return []
    }
    guard list.count <= Self.mostSteps else {
      mistakes.add(
        "“stages:” has \(list.count) components, more than the \(Self.mostSteps) that a chain may have; take some out",
        at: stages.place)
      return []
    }
    return list.compactMap { WrittenStep($0, &mistakes) }
  }

  private func removed(_ node: ConfigNode, _ mistakes: inout Mistakes) -> [(name: String, place: ConfigNode.Place)] {
    (node.list ?? [node]).compactMap { node in
      guard let name = node.string, !name.isEmpty else {
        mistakes.add(
          "“remove:” takes names of components, such as “[report.html]”, found \(node.summary)", at: node.place)
        return nil
      }
      return (name, node.place)
    }
  }

  /// What only a file can say that extends another.
  private func alone(_ root: ConfigNode, _ mistakes: inout Mistakes) {
    if let entry = root.entries?.first(where: { $0.key == "remove" }) {
      mistakes.add(
        "“remove:” takes components out of a file that “extends:” names, and this one names none", at: entry.keyPlace)
    }
    for position in written.compactMap(\.position) {
      mistakes.add(
        "“\(position.isBefore ? "before" : "after")” is for files that extend another; here the order of the list counts",
        at: position.place)
    }
  }

  static func name(
    _ node: ConfigNode?, _ key: String
  ) throws(ConfigError) -> (name: String, place: ConfigNode.Place)? {
    guard let node, !node.isNull else { return nil }
    guard let name = node.string, !name.isEmpty else {
      throw ConfigError("“\(key)” takes a name, or a path in quotes, found \(node.summary)", at: node.place)
    }
    return (name, node.place)
  }
}

/// Words in a sentence: “one”, “other”.
func list(_ words: some Sequence<String>) -> String { words.map { "“\($0)”" }.joined(separator: ", ") }
