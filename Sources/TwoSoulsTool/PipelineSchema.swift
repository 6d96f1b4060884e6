import Codebook
import PipelineEngine
import PluginAPI
import Standoff

/// The JSON Schema of pipeline files, made from the settings of the components that are there, for editors to complete
/// names and check values.
struct PipelineSchema {
  let json: JSONValue

  init(_ registry: Registry) {
    let steps = registry.components.flatMap { component -> [JSONValue] in
      let with = Self.settings(component)
      let stageKeys: [(String, JSONValue)] =
        component.kind.name == "stage"
        ? [("as", .object([("type", .string("string"))])), ("if", .object([("type", .string("object"))]))] : []
      return [
        .object([("const", .string(component.name)), ("description", .string(component.summary))]),
        .object([
          ("type", .string("object")), ("description", .string(component.summary)),
          ("properties", .object([(component.name, with)])), ("required", .array([.string(component.name)])),
          ("additionalProperties", .bool(false)),
        ]),
        .object([
          ("type", .string("object")), ("description", .string(component.summary)),
          (
            "properties", .object([("use", .object([("const", .string(component.name))])), ("with", with)] + stageKeys)
          ),
          ("required", .array([.string("use")])), ("additionalProperties", .bool(false)),
        ]),
      ]
    }
    json = .object([
      ("$schema", .string("https://json-schema.org/draft/2020-12/schema")),
      ("title", .string("A TwoSouls pipeline")), ("type", .string("object")),
      ("required", .array([.string("twosouls"), .string("stages")])), ("additionalProperties", .bool(false)),
      (
        "properties",
        .object([
          ("twosouls", .object([("const", .number("1")), ("description", .string("The version of this format."))])),
          ("title", .object([("type", .string("string"))])),
          ("description", .object([("type", .string("string"))])),
          (
            "codebook",
            .object([
              ("type", .string("string")), ("default", .string(Codebook.twoSouls.name)),
              (
                "description",
                .string(
                  "The labels: \(Codebook.builtInNames.joined(separator: ", ")), or the path of a codebook file, relative to this one."
                )
              ),
            ])
          ),
          (
            "stages",
            .object([
              ("type", .string("array")), ("minItems", .number("1")), ("items", .object([("oneOf", .array(steps))])),
            ])
          ),
          (
            "examples",
            .object([
              ("type", .string("array")),
              (
                "items",
                .object([
                  ("type", .string("object")), ("required", .array([.string("text"), .string("expect")])),
                  (
                    "properties",
                    .object([
                      ("text", .object([("type", .string("string"))])),
                      (
                        "expect",
                        .object([
                          ("type", .string("object")), ("minProperties", .number("1")),
                          ("propertyNames", .object([("enum", .array(Expectation.keys.map(JSONValue.string)))])),
                        ])
                      ),
                    ])
                  ), ("additionalProperties", .bool(false)),
                ])
              ),
            ])
          ),
        ])
      ),
    ])
  }

  private static func settings(_ component: ComponentDescription) -> JSONValue {
    let properties = component.settings.map { setting in
      var members = type(setting.type).members ?? []
      members.append(JSONValue.Member(key: "description", value: .string(setting.description)))
      members.append(JSONValue.Member(key: "default", value: JSONValue(ConfigNode(setting.defaultValue))))
      if setting.bounds.count == 2 {
        members.append(JSONValue.Member(key: "minimum", value: .number(setting.bounds[0])))
        members.append(JSONValue.Member(key: "maximum", value: .number(setting.bounds[1])))
      }
      return JSONValue.Member(key: setting.name, value: .object(members))
    }
    return .object([
      ("type", .array([.string("object"), .string("null")])), ("properties", .object(properties)),
      ("additionalProperties", .bool(false)),
    ])
  }

  private static func type(_ type: SettingType) -> JSONValue {
    switch type {
    case .bool: .object([("type", .string("boolean"))])
    case .integer: .object([("type", .string("integer"))])
    case .number: .object([("type", .string("number"))])
    case .string, .file: .object([("type", .string("string"))])
    case .map: .object([("type", .string("object"))])
    case .choice(let names): .object([("enum", .array(names.map(JSONValue.string)))])
    case .list(let element): .object([("type", .string("array")), ("items", self.type(element))])
    case .optional(let wrapped):
      .object([("anyOf", .array([self.type(wrapped), .object([("type", .string("null"))])]))])
    }
  }
}

extension JSONValue {
  fileprivate static func object(_ members: [(String, JSONValue)]) -> JSONValue {
    .object(members.map { Member(key: $0.0, value: $0.1) })
  }
}
