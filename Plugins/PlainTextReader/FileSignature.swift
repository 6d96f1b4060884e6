import PluginAPI

/// Tells by name and first bytes whether a file can be plain text.
enum FileSignature {
  private static let textEndings: Set<String> = ["txt", "md", "markdown", "text"]
  /// Endings that belong to something else, whatever the first bytes look like.
  private static let otherEndings: Set<String> = [
    "xml", "tei", "html", "htm", "xhtml", "json", "jsonl", "csv", "tsv", "yaml", "yml", "pdf", "doc", "docx", "odt",
    "rtf", "epub", "zip", "gz", "tar", "png", "jpg", "jpeg", "gif", "svg", "css", "js", "py", "swift", "rng", "xsl",
    "dtd", "ent", "sh", "log",
  ]

  static func isText(_ file: SourceFile) -> Bool {
    let parts = file.name.split(separator: ".", omittingEmptySubsequences: false)
    let ending = parts.count > 1 ? parts.last.map(String.init) ?? "" : ""
    if textEndings.contains(ending) { return true }
    return !otherEndings.contains(ending) && looksLikeText(file.bytes)
  }

  private static func looksLikeText(_ bytes: [UInt8]) -> Bool {
    switch ByteOrderMark(bytes) {
    case .utf16LittleEndian, .utf16BigEndian:
      let letters = bytes.prefix(400).dropFirst(2).filter { $0 != 0 }
      return !startsAsMarkup(letters[...])
    case .utf32: return false
    case .utf8: return !startsAsMarkup(bytes.prefix(400).dropFirst(3)) && !hasControls(bytes)
    case .none: return !startsAsMarkup(bytes.prefix(400)) && !hasControls(bytes)
    }
  }

  private static func startsAsMarkup(_ bytes: ArraySlice<UInt8>) -> Bool {
    let words = bytes.drop { $0 == 0x20 || (0x09...0x0D).contains($0) }
    guard words.first == UInt8(ascii: "<"), let next = words.dropFirst().first else { return false }
    return next == UInt8(ascii: "?") || next == UInt8(ascii: "!") || (next | 0x20) &- 0x61 < 26
  }

  /// Control characters that no text has near its start.
  private static func hasControls(_ bytes: [UInt8]) -> Bool {
    bytes.prefix(4096).contains { $0 < 0x09 || (0x0E...0x19).contains($0) || (0x1C...0x1F).contains($0) }
  }
}
