public import PluginAPI

extension YAML {
  /// The text of a file of settings.
  ///
  /// - Throws: ``PluginAPI/ConfigError`` with the place of the first byte that is no UTF-8.
  public static func text(_ bytes: [UInt8], file: String) throws(ConfigError) -> String {
    if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
      throw ConfigError(
        "this file is in UTF-16; save it as UTF-8", at: ConfigNode.Place(file: file, line: 1, column: 1))
    }
    if let text = String(validating: bytes, as: UTF8.self) { return text }
    let good = validPrefix(bytes)
    let line = bytes[..<good].count { $0 == 0x0A } + 1
    let start = bytes[..<good].lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
    throw ConfigError(
      "this file is not in UTF-8: the byte \(String(bytes[good], radix: 16, uppercase: true)) fits nowhere here; save it as UTF-8",
      at: ConfigNode.Place(
        file: file, line: line, column: String(decoding: bytes[start..<good], as: UTF8.self).unicodeScalars.count + 1))
  }

  /// How many bytes are UTF-8.
  private static func validPrefix(_ bytes: [UInt8]) -> Int {
    var decoder = UTF8()
    var iterator = bytes.makeIterator()
    var count = 0
    while case .scalarValue(let scalar) = decoder.decode(&iterator) { count += UTF8.width(scalar) }
    return min(count, bytes.count - 1)
  }
}
