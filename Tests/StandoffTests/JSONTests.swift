import Standoff
import Testing

@Suite("JSON")
struct JSONTests {
  @Test(arguments: [
    "null", "true", "-0.5e3", #""a\n\"\\ \u0001é""#, "[1,[],{}]", #"{"a":{"b":[null,"c"]},"a2":1}"#,
  ])
  func roundTrip(_ text: String) throws {
    var json = JSONWriter()
    json.value(try JSONValue(parsing: text))
    #expect(String(decoding: json.bytes, as: UTF8.self) == text)
  }

  @Test(arguments: [
    (#""\u00e9\/\b\f""#, "é/\u{8}\u{C}"), (#""\ud835\udd17""#, "𝔗"), (#""\ud835x""#, "\u{FFFD}x"),
    (#""\udd17""#, "\u{FFFD}"), (#""\ud835\u0041""#, "\u{FFFD}A"), (#""\ud835\ud835\udd17""#, "\u{FFFD}𝔗"),
    (#""\ud835\n""#, "\u{FFFD}\n"),
  ])
  func escapes(_ text: String, _ expected: String) throws {
    #expect(try JSONValue(parsing: text).string == expected)
  }

  @Test(arguments: [
    ("", 0, "a value"), ("[1,]", 3, "a value"), (#"{"a" 1}"#, 5, "a colon"), (#"{a:1}"#, 1, "a key in quotation marks"),
    ("01", 1, "the end"), ("[-00.5]", 3, "a comma or ]"), ("[1 2]", 3, "a comma or ]"),
    (#""a"#, 2, "a closing quotation mark"), ("1 2", 2, "the end"), ("1.", 2, "a digit"),
    ("tru", 3, "a value"), (#""\x""#, 2, "an escape"), (#""\u12""#, 2, "four hexadecimal digits"),
    ("\"\n\"", 1, "no control character in a string"),
  ])
  func broken(_ text: String, _ offset: Int, _ expected: String) {
    let error = #expect(throws: JSONError.self) { try JSONValue(parsing: text) }
    #expect(error?.offset == offset)
    #expect(error?.expected == expected)
  }

  @Test(
    "A whole number is one however it is written",
    arguments: [("100000", 100_000), ("1e+05", 100_000), ("-12.0", -12), ("1.5", nil), ("1e400", nil), ("1e30", nil)])
  func wholeNumbers(_ text: String, _ expected: Int?) throws {
    #expect(try JSONValue(parsing: text).integer == expected)
  }

  @Test("Depth has a limit, so that a hostile file cannot exhaust the stack")
  func depth() {
    #expect(throws: JSONError.self) { try JSONValue(parsing: String(repeating: "[", count: 100_000)) }
  }

  @Test(arguments: [
    (0.97, "0.97"), (1, "1"), (-2, "-2"), (0.1 + 0.2, "0.30000000000000004"), (1.5, "1.5"), (-0.125, "-0.125"),
    (1e300, "1e+300"), (.nan, "null"), (0.007, "0.007"), (12.05, "12.05"),
  ])
  func numbers(_ value: Double, _ written: String) {
    var json = JSONWriter()
    json.number(value)
    #expect(String(decoding: json.bytes, as: UTF8.self) == written)
  }
}
