import Codebook
import Standoff

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
            ("properties", .object(Expectation.keys.map { ($0, expected($0)) })),
            ("additionalProperties", .bool(false)),
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
