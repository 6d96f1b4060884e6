import PluginAPI

/// What fills `${NAME}` and `${NAME:-instead}` in the values of a pipeline file.
///
/// A value is filled once: what a variable holds is not looked through for others. `$${` stands for `${` itself.
struct Variables: Sendable {
  let value: @Sendable (String) -> String?

  /// The examples are texts to be read, and stay as they are.
  func leaves(_ key: String) -> Bool { key == "examples" }

  /// - Throws: ``ConfigError`` for a variable that is not set and has nothing to stand instead, and for one that holds a
  ///   secret: what a pipeline file says is written into `run.json`.
  func filled(_ text: String, at place: ConfigNode.Place) throws(ConfigError) -> String {
    var filled = ""
    var rest = text[...]
    while let dollar = rest.firstIndex(of: "$") {
      filled += rest[..<dollar]
      rest = rest[dollar...]
      if rest.hasPrefix("$${") {
        filled += "${"
        rest = rest.dropFirst(3)
      } else if rest.hasPrefix("${") {
        guard let end = rest.firstIndex(of: "}") else {
          throw ConfigError("the “${” has no “}”; write “${NAME}”, or “$${” for the two signs themselves", at: place)
        }
        filled += try value(of: rest[rest.index(rest.startIndex, offsetBy: 2)..<end], at: place)
        rest = rest[rest.index(after: end)...]
      } else {
        filled += "$"
        rest = rest.dropFirst()
      }
    }
    return filled + rest
  }

  private func value(of reference: Substring, at place: ConfigNode.Place) throws(ConfigError) -> String {
    let parts = reference.split(separator: ":-", maxSplits: 1, omittingEmptySubsequences: false)
    let name = parts.first.map(String.init) ?? ""
    guard let first = name.utf8.first, !(0x30...0x39).contains(first), name.utf8.allSatisfy(Self.isNameByte) else {
      throw ConfigError(
        "“${\(String(reference).shortened)}” names no variable; write “${NAME}”, “${NAME:-instead}”, or “$${” for the two "
          + "signs themselves", at: place)
    }
    if Self.looksSecret(name) {
      throw ConfigError(
        "“${\(name)}” looks like a secret, and the values of a pipeline file are written into run.json; a component that "
          + "needs one takes the variable's name, as “key-variable: \(name)” of stance.llm does, and a program of your own "
          + "reads it from its environment", at: place)
    }
    // As in the shell, “:-” stands in for a variable that is empty, too.
    if let value = value(name), !(value.isEmpty && parts.count > 1) { return value }
    if parts.count > 1 { return String(parts[1]) }
    throw ConfigError(
      "the variable “\(name)” is not set; set it before the run (“export \(name)=…”), or write “${\(name):-instead}” for "
        + "what stands in without it", at: place)
  }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7A || byte >= 0x30 && byte <= 0x39 || byte == 0x5F
  }

  private static let secrets: Set<String> = [
    "KEY", "KEYS", "APIKEY", "TOKEN", "TOKENS", "SECRET", "SECRETS", "PASSWORD", "PASSWD", "PASSPHRASE", "CREDENTIALS",
  ]

  private static func looksSecret(_ name: String) -> Bool {
    name.uppercased().split(separator: "_").contains { secrets.contains(String($0)) }
  }
}
