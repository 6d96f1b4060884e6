import PipelineEngine
import PluginAPI
import Standoff

/// A line of `stages`: a name, a name with settings, or the long form.
struct StepSchema {
  let json: JSONValue

  init(_ registry: Registry) {
    json = .object([("oneOf", .array(registry.components.flatMap(Self.forms)))])
  }

  private static func forms(_ component: ComponentDescription) -> [JSONValue] {
    let with = settings(component)
    let place = [("before", JSONValue.name), ("after", JSONValue.name)]
    let stageKeys: [(String, JSONValue)] = component.kind.name == "stage" ? [("as", layerName), ("if", condition)] : []
    return [
      .described([("const", .string(component.name))], component.summary),
      .described(
        [
          ("type", .string("object")), ("properties", .object([(component.name, with)])),
          ("required", .array([.string(component.name)])), ("additionalProperties", .bool(false)),
        ], component.summary),
      .described(
        [
          ("type", .string("object")),
          (
            "properties",
            .object([("use", .object([("const", .string(component.name))])), ("with", with)] + stageKeys + place)
          ),
          ("required", .array([.string("use")])), ("additionalProperties", .bool(false)),
          ("not", .object([("required", .array([.string("before"), .string("after")]))])),
        ], component.summary),
    ]
  }

  private static let layerName = JSONValue.described(
    [
      ("type", .array([.string("string"), .string("null")])), ("pattern", .string("^[A-Za-z][A-Za-z0-9._-]*$|\\$\\{")),
    ],
    "Another name for the layer that the stage gives.")

  private static let words = JSONValue.object([
    (
      "anyOf",
      .array([
        .word, .object([("type", .string("array")), ("minItems", .number("1")), ("items", .word)]),
      ])
    )
  ])

  private static func fields(and more: [(String, JSONValue)]) -> [(String, JSONValue)] {
    [
      ("minProperties", .number("1")),
      (
        "properties",
        .object(
          [
            ("language", .described(words.pairs, "Tags of languages; “en” holds for “en-GB” too.")),
            ("format", .described(words.pairs, "tei or text.")),
            ("layer", .described(words.pairs, "Layers that the document must have, all of them.")),
          ] + more)
      ), ("additionalProperties", words),
    ]
  }

  private static let condition = JSONValue.described(
    [("type", .array([.string("object"), .string("null")]))]
      + fields(and: [
        (
          "not",
          .described([("type", .string("object"))] + fields(and: [("not", .bool(false))]), "None of these may hold.")
        )
      ]),
    "On which documents the stage works: fields with the values of which one must hold. null takes away the condition of an extended file."
  )

  private static func settings(_ component: ComponentDescription) -> JSONValue {
    let properties = component.settings.map { setting -> JSONValue.Member in
      var members = type(setting.type, bounds: setting.bounds)
      members.append(("description", .string(setting.description)))
      members.append(("default", JSONValue(ConfigNode(setting.defaultValue))))
      return JSONValue.Member(key: setting.name, value: .object(members))
    }
    return .object([
      ("type", .array([.string("object"), .string("null")])), ("properties", .object(properties)),
      ("additionalProperties", .bool(false)),
    ])
  }

  /// What stands in the place of a value that a variable holds.
  private static let variable = JSONValue.object([("type", .string("string")), ("pattern", .string("\\$\\{"))])

  private static func type(_ type: SettingType, bounds: [String] = []) -> [(String, JSONValue)] {
    func orVariable(_ members: [(String, JSONValue)]) -> [(String, JSONValue)] {
      [("anyOf", .array([.object(members), variable]))]
    }
    let range = bounds.count == 2 ? [("minimum", JSONValue.number(bounds[0])), ("maximum", .number(bounds[1]))] : []
    switch type {
    case .bool: return orVariable([("type", .string("boolean"))])
    case .integer: return orVariable([("type", .string("integer"))] + range)
    case .number: return orVariable([("type", .string("number"))] + range)
    case .string, .file: return [("type", .string("string"))]
    case .map: return [("type", .array([.string("object"), .string("null")]))]
    case .choice(let names): return orVariable([("enum", .array(names.map(JSONValue.string)))])
    case .list(let element):
      // One stands for a list of one.
      let one = JSONValue.object(self.type(element, bounds: bounds))
      return [("anyOf", .array([one, .object([("type", .string("array")), ("items", one)])]))]
    case .optional(let wrapped):
      return [("anyOf", .array([.object(self.type(wrapped, bounds: bounds)), .object([("type", .string("null"))])]))]
    }
  }
}
