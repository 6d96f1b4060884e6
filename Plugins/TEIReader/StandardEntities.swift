import PluginAPI

/// The character entities that HTML and the ISO sets name, for files whose DTD is elsewhere.
enum StandardEntities {
  private static let scalars: [String: String] = {
    guard let entries = try? WordFile.entities.load().entries else { return [:] }
    return Dictionary(
      entries.compactMap { entry in
        entry.value.string.map { codes in
          (entry.key, codes.split(separator: " ").map { "&#x\($0);" }.joined())
        }
      }, uniquingKeysWith: { first, _ in first })
  }()

  /// What the name stands for, as references to characters.
  static func text(of name: String) -> String? { scalars[name] }

  /// An attribute's value with its references resolved; libxml2 leaves some of them in.
  static func resolved(_ value: String) -> String {
    var (result, rest) = ("", Substring(value))
    while let mark = rest.firstIndex(of: "&") {
      result += rest[..<mark]
      guard let end = rest[mark...].firstIndex(of: ";") else { break }
      let name = rest[rest.index(after: mark)..<end]
      if let scalar = scalar(name) {
        result.unicodeScalars.append(scalar)
      } else if let text = text(of: String(name)) {
        result += resolved(text)
      } else {
        result += rest[mark...end]
      }
      rest = rest[rest.index(after: end)...]
    }
    return result + rest
  }

  private static func scalar(_ name: Substring) -> Unicode.Scalar? {
    switch name {
    case "amp": return "&"
    case "lt": return "<"
    case "gt": return ">"
    case "quot": return "\""
    case "apos": return "'"
    default:
      guard name.hasPrefix("#") else { return nil }
      let digits = name.dropFirst()
      let code = digits.hasPrefix("x") ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
      return code.flatMap(Unicode.Scalar.init)
    }
  }
}
