import Glibc
public import PluginAPI

/// What the `xi:include` elements of a file name, found without parsing the rest.
extension TEIFiles: IncludingReader {
  public func canInclude(_ name: String) -> Bool { name.hasSuffix(".xml") || name.hasSuffix(".tei") }

  public func inclusions(in file: SourceFile) -> [String] {
    file.bytes.withUnsafeBytes { bytes in
      guard bytes.first("XInclude", from: 0) != nil else { return [] }
      var paths: [String] = []
      var place = 0
      while let tag = bytes.first("<", from: place) {
        if bytes.starts(with: "<!--", at: tag) {
          guard let end = bytes.first("-->", from: tag) else { break }
          place = end + 3
        } else {
          guard let end = bytes.first(">", from: tag) else { break }
          if let path = includedPath(UnsafeRawBufferPointer(rebasing: bytes[tag..<end])) { paths.append(path) }
          place = end + 1
        }
      }
      return paths
    }
  }

  /// The `href` of a start tag whose local name is `include`.
  private func includedPath(_ tag: UnsafeRawBufferPointer) -> String? {
    let name = tag.dropFirst().prefix { $0 > 0x20 && $0 != UInt8(ascii: "/") }
    guard name.reversed().starts(with: "include".utf8.reversed()) else { return nil }
    let prefix = name.dropLast("include".utf8.count)
    guard prefix.isEmpty || prefix.last == UInt8(ascii: ":"), let start = tag.first("href", from: name.count) else {
      return nil
    }
    let value = tag[(start + 4)...].drop { $0 <= 0x20 || $0 == UInt8(ascii: "=") }
    guard let quote = value.first, quote == 0x22 || quote == 0x27 else { return nil }
    return String(decoding: value.dropFirst().prefix { $0 != quote }, as: UTF8.self).removingEscapes
  }
}

extension UnsafeRawBufferPointer {
  fileprivate func starts(with words: StaticString, at place: Int) -> Bool {
    let count = words.utf8CodeUnitCount
    guard place + count <= self.count, let base = baseAddress else { return false }
    return memcmp(base + place, words.utf8Start, count) == 0
  }

  /// Where the words stand first, at or behind a place.
  fileprivate func first(_ words: StaticString, from place: Int) -> Int? {
    guard let base = baseAddress else { return nil }
    var place = place
    while place < count, let found = memchr(base + place, Int32(words.utf8Start.pointee), count - place) {
      place = UnsafeRawPointer(found) - base
      if starts(with: words, at: place) { return place }
      place += 1
    }
    return nil
  }
}
