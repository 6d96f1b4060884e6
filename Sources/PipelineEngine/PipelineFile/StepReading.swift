import Glibc
import PluginAPI

extension PipelineDraft.WrittenStep {
  private static let keys = ["use", "with", "as", "if", "before", "after"]

  /// Nothing where no component is named.
  init?(_ node: ConfigNode, _ mistakes: inout Mistakes) {
    if let name = node.string, !name.isEmpty {
      self.init(
        step: PipelineFile.Step(
          use: name, place: node.place, with: ConfigNode(.null, at: node.place), asName: nil, condition: nil))
      return
    }
    guard let entries = node.entries, let first = entries.first else {
      mistakes.add("expected the name of a component, such as “read.text”, found \(node.summary)", at: node.place)
      return nil
    }
    guard node["use"] != nil else {
      if entries.count > 1 {
        let isKey = Self.keys.contains(entries[1].key)
        mistakes.add(
          isKey
            ? "one component a line; to set “\(entries[1].key)” write “{ use: \(first.key.shortened), with: {…}, \(entries[1].key): … }”"
            : "one component a line; put “\(entries[1].key.shortened)” on a line of its own behind “- ”, or, if it is a "
              + "setting, between braces behind “\(first.key.shortened):”", at: entries[1].keyPlace)
      }
      self.init(
        step: PipelineFile.Step(
          use: first.key, place: first.keyPlace, with: first.value, asName: nil, condition: nil))
      return
    }
    for entry in entries where !Self.keys.contains(entry.key) {
      let hint = nearest(entry.key, among: Self.keys).map { "; did you mean “\($0)”?" } ?? "; settings stand in “with:”"
      mistakes.add("there is no key “\(entry.key.shortened)” beside “use”\(hint)", at: entry.keyPlace)
    }
    guard let use = node["use"]?.string, !use.isEmpty else {
      mistakes.add(
        "“use” takes the name of a component, found \(node["use"]?.summary ?? "nothing")",
        at: node["use"]?.place ?? node.place)
      return nil
    }
    let condition = node["if"]
    self.init(
      step: PipelineFile.Step(
        use: use, place: node["use"]?.place ?? node.place, with: node["with"] ?? ConfigNode(.null, at: node.place),
        asName: mistakes.gather { () throws(ConfigError) in try Self.layerName(node["as"]) } ?? nil,
        condition: condition.flatMap { node in
          node.isNull ? nil : mistakes.gather { () throws(ConfigError) in try Condition(node) }
        }),
      dropsCondition: condition?.isNull ?? false)
    position = Self.position(node, &mistakes)
  }

  private static func layerName(_ node: ConfigNode?) throws(ConfigError) -> String? {
    guard let node, !node.isNull else { return nil }
    guard let name = node.string else {
      throw ConfigError("“as” takes a name, found \(node.summary)", at: node.place)
    }
    let isName = name.utf8.first.map { ($0 | 0x20) >= 0x61 && ($0 | 0x20) <= 0x7A } ?? false
    guard isName, name.utf8.allSatisfy({ isalnum(Int32($0)) != 0 || $0 == 0x2D || $0 == 0x2E || $0 == 0x5F }) else {
      throw ConfigError(
        "“as” takes a name of letters, digits, “-”, “.” and “_”, found “\(name.shortened)”", at: node.place)
    }
    return name
  }

  private static func position(_ node: ConfigNode, _ mistakes: inout Mistakes) -> PipelineDraft.Position? {
    let positions = ["before", "after"].compactMap { key -> PipelineDraft.Position? in
      let name = mistakes.gather { () throws(ConfigError) in try PipelineDraft.name(node[key], key) } ?? nil
      return name.map { PipelineDraft.Position(isBefore: key == "before", name: $0.name, place: $0.place) }
    }
    if positions.count > 1 {
      mistakes.add("a step stands “before” or “after” another; take one of the two out", at: positions[1].place)
    }
    return positions.first
  }
}

extension PipelineFile.Example {
  /// Nothing where text or expectation is missing.
  init?(_ node: ConfigNode, _ mistakes: inout Mistakes) {
    guard let entries = node.entries, let text = node["text"], let expect = node["expect"] else {
      mistakes.add("an example has a “text:” and an “expect:”, such as “expect: { quotations: 1 }”", at: node.place)
      return nil
    }
    for entry in entries where !["text", "expect"].contains(entry.key) {
      mistakes.add(
        "there is no key “\(entry.key.shortened)” in an example, only “text” and “expect”", at: entry.keyPlace)
    }
    guard let words = text.string else {
      mistakes.add("“text” takes a text, found \(text.summary); put it in quotes", at: text.place)
      return nil
    }
    guard expect.entries?.isEmpty == false else {
      mistakes.add(
        "“expect:” takes what is expected, such as “{ quotations: 1 }”, found \(expect.summary)", at: expect.place)
      return nil
    }
    self.init(text: words, expect: expect, place: node.place)
  }
}
