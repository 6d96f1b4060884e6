import Standoff

/// The words of JSON Schema, as the schema of pipeline files puts them together.
extension JSONValue {
  static func object(_ members: [(String, JSONValue)]) -> JSONValue {
    .object(members.map { Member(key: $0.0, value: $0.1) })
  }

  static func described(_ members: [(String, JSONValue)], _ description: String) -> JSONValue {
    .object(members + [("description", .string(description))])
  }

  static let name = object([("type", .string("string")), ("minLength", .number("1"))])
  static let word = object([("type", .array([.string("string"), .string("number")]))])
  var pairs: [(String, JSONValue)] { (members ?? []).map { ($0.key, $0.value) } }
}
