import Evaluation
import Standoff

extension LintReport {
  /// SARIF 2.1.0 (OASIS 2020): one run, with every rule and what to do about it.
  ///
  /// Lines and columns count from 1, columns in Unicode code points, as `columnKind` says; the end is exclusive. Files are
  /// relative to the working folder.
  func sarif() -> [UInt8] {
    let driver = object([
      ("name", .string("twosouls lint")), ("version", .string(Tool.version)),
      ("semanticVersion", .string(Tool.version)), ("rules", .array(LintRule.allCases.map(\.sarif))),
    ])
    let notifications = failures.map { failure in
      object([("level", .string("error")), ("message", object([("text", .string(failure))]))])
    }
    let invocation = object([
      ("executionSuccessful", .bool(failures.isEmpty)), ("toolExecutionNotifications", .array(notifications)),
    ])
    let run = object([
      ("tool", object([("driver", driver)])), ("invocations", .array([invocation])),
      ("columnKind", .string("unicodeCodePoints")), ("results", .array(findings.map(\.sarif))),
    ])
    var json = JSONWriter()
    json.value(
      object([
        ("$schema", .string("https://json.schemastore.org/sarif-2.1.0.json")), ("version", .string("2.1.0")),
        ("runs", .array([run])),
      ]))
    json.newline()
    return json.bytes
  }
}

extension LintRule {
  fileprivate var sarif: JSONValue {
    object([
      ("id", .string(rawValue)), ("shortDescription", object([("text", .string(summary))])),
      ("fullDescription", object([("text", .string(summary))])),
      ("help", object([("text", .string(help))])),
      ("defaultConfiguration", object([("level", .string(severity.rawValue))])),
    ])
  }

  fileprivate var index: Int { LintRule.allCases.firstIndex(of: self) ?? 0 }
}

extension Finding {
  fileprivate var sarif: JSONValue {
    var place = [("artifactLocation", object([("uri", .string(Self.uri(file)))]))]
    if let region {
      let (start, end) = (region.lowerBound, region.upperBound)
      place.append(
        (
          "region",
          object([
            ("startLine", number(start.line)), ("startColumn", number(start.column)), ("endLine", number(end.line)),
            ("endColumn", number(end.column)),
          ])
        ))
    }
    return object([
      ("ruleId", .string(rule.rawValue)), ("ruleIndex", number(rule.index)), ("level", .string(severity.rawValue)),
      ("message", object([("text", .string(message))])),
      ("locations", .array([object([("physicalLocation", object(place))])])),
    ])
  }

  /// The path as a reference of RFC 3986; one that is not relative becomes a `file:` URI.
  private static func uri(_ path: String) -> String {
    let free = Set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/!$&'()*+,;=@".utf8)
    var uri = path.hasPrefix("/") ? "file://" : ""
    for byte in path.utf8 {
      if free.contains(byte) {
        uri.unicodeScalars.append(Unicode.Scalar(byte))
      } else {
        let digits = String(byte, radix: 16, uppercase: true)
        uri += "%" + (digits.count < 2 ? "0" : "") + digits
      }
    }
    return uri
  }
}

private func object(_ members: [(String, JSONValue)]) -> JSONValue {
  .object(members.map { JSONValue.Member(key: $0.0, value: $0.1) })
}

private func number(_ integer: Int) -> JSONValue { .number("\(integer)") }
