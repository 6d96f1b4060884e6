import PluginAPI

/// Where the text is sent: the address of an interface that speaks as OpenAI's chat completions do.
struct Endpoint: Sendable, Equatable {
  /// Without `/` at the end.
  let address: String
  /// With the port, where one is given: `localhost:11434`.
  let host: String
  let isEncrypted: Bool
  /// Whether it is this machine.
  let isLocal: Bool

  var completions: String { "\(address)/chat/completions" }

  /// - Throws: ``ConfigError`` for what is no address, or holds a password or a key.
  init(_ text: String) throws(ConfigError) {
    let lower = text.lowercased()
    guard lower.hasPrefix("http://") || lower.hasPrefix("https://") else {
      throw ConfigError("“endpoint” takes an address such as http://localhost:11434/v1", at: .none)
    }
    isEncrypted = lower.hasPrefix("https://")
    let rest = text.dropFirst(isEncrypted ? 8 : 7)
    let host = rest.prefix { !"/?#".contains($0) }
    guard !host.isEmpty, text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else {
      throw ConfigError("“endpoint” takes an address such as http://localhost:11434/v1", at: .none)
    }
    // Not quoted: it may hold a secret.
    guard !host.contains("@"), !rest.contains("?"), !rest.contains("#") else {
      throw ConfigError(
        "“endpoint” takes an address without password and without “?”; a key comes from the variable that "
          + "“key-variable” names", at: .none)
    }
    self.host = host.lowercased()
    var address = text[...]
    while address.hasSuffix("/") { address = address.dropLast() }
    if address.hasSuffix("/chat/completions") { address = address.dropLast(17) }
    self.address = String(address)
    let name = self.host.hasPrefix("[") ? self.host.prefix { $0 != "]" } + "]" : self.host.prefix { $0 != ":" }
    isLocal = name == "localhost" || name == "[::1]" || name.hasPrefix("127.")
  }

  /// What `twosouls check` and `twosouls run` say.
  var destination: String { isEncrypted || isLocal ? host : "\(host), unencrypted" }
}
