import Glibc
public import PluginAPI

/// What a pipeline file says, before anything is made of it.
public struct PipelineFile: Sendable, Equatable {
  /// One line of the chain.
  public struct Step: Sendable, Equatable {
    /// The component's name.
    public let use: String
    /// Where the line stands.
    public let place: ConfigNode.Place
    /// Its settings.
    public let with: ConfigNode
    /// Another name for the layer that the stage provides.
    public let asName: String?
    /// Which documents it works on; nothing for all.
    public let condition: Condition?
  }

  /// A text with what the pipeline is expected to say of it.
  public struct Example: Sendable, Equatable {
    /// The text that is read.
    public let text: String
    /// What is to be found in it.
    public let expect: ConfigNode
    /// Where the example stands.
    public let place: ConfigNode.Place
  }

  /// As it was named.
  public let path: String
  /// The name of a built-in codebook, or a path.
  public let codebook: String
  /// Where the codebook is named.
  public let codebookPlace: ConfigNode.Place
  /// The chain, top to bottom.
  public let steps: [Step]
  /// The tests that the file carries.
  public let examples: [Example]

  private static let keys = ["twosouls", "codebook", "stages", "examples", "title", "description"]
  private static let stepKeys = ["use", "with", "as", "if"]

  /// - Parameter path: stands in messages, and relative paths in the file start from it.
  /// - Throws: ``ConfigError`` for everything that is not of the format; whether components exist is checked later.
  public init(parsing text: String, path: String) throws(ConfigError) {
    try self.init(try YAML.parse(text, file: path), path: path)
  }

  init(_ root: ConfigNode, path: String) throws(ConfigError) {
    self.path = path
    guard let entries = root.entries else {
      throw ConfigError("a pipeline file is a map with “twosouls: 1” and “stages:”", at: root.place)
    }
    for entry in entries where !Self.keys.contains(entry.key) {
      let hint = nearest(entry.key, among: Self.keys).map { "; did you mean “\($0)”?" } ?? ""
      throw ConfigError("there is no key “\(entry.key)” in a pipeline file\(hint)", at: entry.keyPlace)
    }
    guard let version = root["twosouls"] else {
      throw ConfigError("the file must say which version of the format it is written in: “twosouls: 1”", at: root.place)
    }
    guard version.integer == 1 else {
      throw ConfigError("this program reads version 1 of the format, found \(version.summary)", at: version.place)
    }
    codebook = try Self.string(root["codebook"], "codebook") ?? "two-souls"
    codebookPlace = root["codebook"]?.place ?? root.place
    guard let stages = root["stages"] else { throw ConfigError("the file has no “stages:”", at: root.place) }
    guard let list = stages.list, !list.isEmpty else {
      throw ConfigError("“stages:” takes a list of components, one to a line behind “- ”", at: stages.place)
    }
    var steps: [Step] = []
    for node in list { steps.append(try Self.step(node)) }
    self.steps = steps
    var examples: [Example] = []
    if let node = root["examples"] {
      guard let list = node.list else { throw ConfigError("“examples:” takes a list", at: node.place) }
      for node in list { examples.append(try Self.example(node)) }
    }
    self.examples = examples
  }

  private static func step(_ node: ConfigNode) throws(ConfigError) -> Step {
    if let name = node.string {
      return Step(use: name, place: node.place, with: ConfigNode(.null, at: node.place), asName: nil, condition: nil)
    }
    guard let entries = node.entries, let first = entries.first else {
      throw ConfigError("expected the name of a component, found \(node.summary)", at: node.place)
    }
    guard node["use"] != nil else {
      guard entries.count == 1 else {
        throw ConfigError(
          "one component a line; to set “as” or “if” write “{ use: \(first.key), with: {…}, as: … }”",
          at: entries[1].keyPlace)
      }
      return Step(use: first.key, place: first.keyPlace, with: first.value, asName: nil, condition: nil)
    }
    for entry in entries where !stepKeys.contains(entry.key) {
      let hint = nearest(entry.key, among: stepKeys).map { "; did you mean “\($0)”?" } ?? "; settings stand in “with:”"
      throw ConfigError("there is no key “\(entry.key)” beside “use”\(hint)", at: entry.keyPlace)
    }
    guard let use = try string(node["use"], "use") else {
      throw ConfigError("“use” takes the name of a component", at: node.place)
    }
    return Step(
      use: use, place: node["use"]?.place ?? node.place, with: node["with"] ?? ConfigNode(.null, at: node.place),
      asName: try layerName(node["as"]), condition: try node["if"].map(Condition.init))
  }

  private static func layerName(_ node: ConfigNode?) throws(ConfigError) -> String? {
    guard let node, let name = try string(node, "as") else { return nil }
    let isName = name.utf8.first.map { ($0 | 0x20) >= 0x61 && ($0 | 0x20) <= 0x7A } ?? false
    guard isName, name.utf8.allSatisfy({ isalnum(Int32($0)) != 0 || $0 == 0x2D || $0 == 0x2E || $0 == 0x5F }) else {
      throw ConfigError("“as” takes a name of letters, digits, “-”, “.” and “_”, found “\(name)”", at: node.place)
    }
    return name
  }

  private static func example(_ node: ConfigNode) throws(ConfigError) -> Example {
    guard let entries = node.entries, let text = try string(node["text"], "text"), let expect = node["expect"] else {
      throw ConfigError("an example has a “text:” and an “expect:”", at: node.place)
    }
    for entry in entries where !["text", "expect"].contains(entry.key) {
      throw ConfigError("there is no key “\(entry.key)” in an example, only “text” and “expect”", at: entry.keyPlace)
    }
    guard expect.entries?.isEmpty == false else {
      throw ConfigError("“expect:” takes what is expected, such as “{ quotations: 1 }”", at: expect.place)
    }
    return Example(text: text, expect: expect, place: node.place)
  }

  private static func string(_ node: ConfigNode?, _ key: String) throws(ConfigError) -> String? {
    guard let node, !node.isNull else { return nil }
    guard let string = node.string else {
      throw ConfigError("“\(key)” takes a string, found \(node.summary)", at: node.place)
    }
    return string
  }
}

/// A setting given on the command line: `quotations.marks.minimum-words=4`.
public struct SettingOverride: Sendable, Equatable {
  let component: String
  let setting: String
  let value: ConfigNode

  /// - Throws: ``ConfigError`` where there is no `component.setting=value`.
  public init(parsing argument: String) throws(ConfigError) {
    let place = ConfigNode.Place(file: "--set \(argument)", line: 0, column: 0)
    guard let equals = argument.firstIndex(of: "="), let dot = argument[..<equals].lastIndex(of: "."),
      dot > argument.startIndex
    else { throw ConfigError("expected component.setting=value, such as quotations.marks.minimum-words=4", at: place) }
    component = String(argument[..<dot])
    setting = String(argument[argument.index(after: dot)..<equals])
    let value: ConfigNode
    do {
      value = try YAML.parse(String(argument[argument.index(after: equals)...]), file: "--set")
    } catch {
      throw ConfigError(error.message, at: place)
    }
    self.value = ConfigNode(value.content, at: place)
  }
}

extension PipelineFile {
  /// The same file with settings from the command line in place of its own.
  public func overriding(_ overrides: [SettingOverride]) throws(ConfigError) -> PipelineFile {
    var steps = steps
    for override in overrides {
      let places = steps.indices.filter { steps[$0].use == override.component }
      guard !places.isEmpty else {
        let hint = nearest(override.component, among: steps.map(\.use)).map { "; did you mean “\($0)”?" } ?? ""
        throw ConfigError("the pipeline has no component “\(override.component)”\(hint)", at: override.value.place)
      }
      for index in places { steps[index] = steps[index].setting(override) }
    }
    return PipelineFile(self, steps: steps)
  }

  private init(_ file: PipelineFile, steps: [Step]) {
    path = file.path
    codebook = file.codebook
    codebookPlace = file.codebookPlace
    self.steps = steps
    examples = file.examples
  }
}

extension PipelineFile.Step {
  fileprivate func setting(_ override: SettingOverride) -> Self {
    var entries = (with.entries ?? []).filter { $0.key != override.setting }
    entries.append(
      ConfigNode.Entry(key: override.setting, keyPlace: override.value.place, value: override.value))
    return Self(
      use: use, place: place, with: ConfigNode(.map(entries), at: with.place), asName: asName, condition: condition)
  }
}
