import Codebook
import PipelineEngine
import PluginAPI
import Standoff

/// The JSON Schema of pipeline files, made from the settings of the components that are there, for editors to complete
/// names and check values.
struct PipelineSchema {
  let json: JSONValue

  init(_ registry: Registry) {
    let text = JSONValue.object([("type", .array([.string("string"), .string("number"), .string("null")]))])
    json = .object([
      ("$schema", .string("https://json-schema.org/draft/2020-12/schema")),
      ("title", .string("A TwoSouls pipeline")), ("type", .string("object")),
      ("required", .array([.string("twosouls")])),
      ("anyOf", .array(["stages", "extends"].map { .object([("required", .array([.string($0)]))]) })),
      // What only a file can say that extends another.
      (
        "dependentRequired", .object([("remove", .array([.string("extends")]))])
      ),
      ("additionalProperties", .bool(false)),
      (
        "properties",
        .object([
          ("twosouls", .object([("const", .number("1")), ("description", .string("The version of this format."))])),
          ("title", text), ("description", text),
          (
            "extends",
            .described(
              [("type", .string("string")), ("minLength", .number("1"))],
              "A pipeline whose stages, codebook, title and description this one takes over: a path, relative to this file, or default."
            )
          ),
          (
            "codebook",
            .described(
              [("type", .string("string")), ("default", .string(Codebook.twoSouls.name))],
              "The labels: \(Codebook.builtInNames.joined(separator: ", ")), or the path of a codebook file, relative to this one."
            )
          ),
          ("stages", .described([("type", .array([.string("array"), .string("null")])), ("minItems", .number("1")), ("items", StepSchema(registry).json)],
            "The chain, top to bottom: readers, stages, reporters.")),
          (
            "remove",
            .described(
              [("anyOf", .array([.name, .object([("type", .string("array")), ("items", .name)])]))],
              "Components of the extended pipeline that are taken out, by their names or those of “as”.")
          ),
          ("examples", .object([("type", .array([.string("array"), .string("null")])), ("items", ExampleSchema.example)])),
        ])
      ),
    ])
  }
}

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
          ("properties", .object([("use", .object([("const", .string(component.name))])), ("with", with)] + stageKeys + place)),
          ("required", .array([.string("use")])), ("additionalProperties", .bool(false)),
          ("not", .object([("required", .array([.string("before"), .string("after")]))])),
        ], component.summary),
    ]
  }

  private static let layerName = JSONValue.described(
    [("type", .array([.string("string"), .string("null")])), ("pattern", .string("^[A-Za-z][A-Za-z0-9._-]*$|\\$\\{"))],
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
        ("not", .described([("type", .string("object"))] + fields(and: [("not", .bool(false))]), "None of these may hold."))
      ]),
    "On which documents the stage works: fields with the values of which one must hold. null takes away the condition of an extended file.")

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

/// An example with what is expected of its text.
enum ExampleSchema {
  static let example = JSONValue.object([
    ("type", .string("object")), ("required", .array([.string("text"), .string("expect")])),
    (
      "properties",
      .object([
        ("text", .object([("type", .string("string"))])),
        (
          "expect",
          .object([
            ("type", .string("object")), ("minProperties", .number("1")),
            ("properties", .object(Expectation.keys.map { ($0, expected($0)) })), ("additionalProperties", .bool(false)),
          ])
        ),
      ])
    ), ("additionalProperties", .bool(false)),
  ])

  private static let count: [(String, JSONValue)] = [("type", .string("integer")), ("minimum", .number("0"))]

  private static func expected(_ key: String) -> JSONValue {
    switch key {
    case "quotations": units(Expectation.quotationKeys, "How many quotations there are, or what is expected of each.")
    case "passages": units(Expectation.passageKeys, "How many passages there are, or what is expected of each.")
    case "layers":
      .described(
        [("type", .string("object")), ("additionalProperties", .object(count))], "How many annotations layers have.")
    case "kind":
      .described(
        [("enum", .array(Quotation.Kind.allCases.map { .string($0.rawValue) } + [.null]))],
        "The kind of the first quotation.")
    default:
      .described(
        [("type", .array([.string("string"), .string("number"), .string("null")]))],
        "The \(key) of the first quotation or, where there is none, of the first passage; null for none.")
    }
  }

  private static func units(_ keys: [String], _ description: String) -> JSONValue {
    let unit = JSONValue.object([
      ("type", .array([.string("object"), .string("null")])),
      ("properties", .object(keys.map { ($0, $0 == "text" ? .object([("type", .string("string"))]) : expected($0)) })),
      ("additionalProperties", .bool(false)),
    ])
    return .described(
      [("anyOf", .array([.object(count), .object([("type", .string("array")), ("items", unit)])]))], description)
  }
}

extension JSONValue {
  fileprivate static func object(_ members: [(String, JSONValue)]) -> JSONValue {
    .object(members.map { Member(key: $0.0, value: $0.1) })
  }

  fileprivate static func described(_ members: [(String, JSONValue)], _ description: String) -> JSONValue {
    .object(members + [("description", .string(description))])
  }

  fileprivate static let name = object([("type", .string("string")), ("minLength", .number("1"))])
  fileprivate static let word = object([("type", .array([.string("string"), .string("number")]))])
  fileprivate var pairs: [(String, JSONValue)] { (members ?? []).map { ($0.key, $0.value) } }
}
