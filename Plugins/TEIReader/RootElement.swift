/// What the first element of a file says, found without parsing.
enum RootElement: Equatable {
  /// `TEI`, `TEI.2`, `teiCorpus` or an `xi:include`.
  case tei
  case other(String)
  /// It looks like XML, and its first element is too far away or broken.
  case unclear
  case notXML

  /// Looks into the first 64 KB.
  init(of bytes: [UInt8]) {
    guard let source = try? SourceText(Array(bytes.prefix(65_536)), path: "") else {
      self = bytes.starts(with: [0x3C]) ? .unclear : .notXML
      return
    }
    let text = source.utf8[min(source.start, source.utf8.count)...]
    self = Self.find(in: text)
  }

  private static func find(in text: ArraySlice<UInt8>) -> RootElement {
    var rest = text.drop { $0 <= 0x20 }
    guard rest.first == 0x3C else { return .notXML }
    while rest.first == 0x3C {
      if rest.starts(with: "<?".utf8) {
        rest = Self.behind("?>", rest)
      } else if rest.starts(with: "<!--".utf8) {
        rest = Self.behind("-->", rest)
      } else if rest.starts(with: "<!DOCTYPE".utf8) {
        rest = Self.behindDocumentType(rest)
      } else {
        let name = rest.dropFirst().prefix { $0 > 0x20 && $0 != 0x3E && $0 != 0x2F }
        let local = String(decoding: name, as: UTF8.self).split(separator: ":").last.map(String.init) ?? ""
        if name.isEmpty || rest.dropFirst().count == name.count { return .unclear }
        let isTEI = ["TEI", "TEI.2", "teiCorpus", "teiCorpus.2", "include"].contains(local)
        return isTEI ? .tei : .other(local)
      }
      rest = rest.drop { $0 <= 0x20 }
    }
    return .unclear
  }

  private static func behind(_ mark: String, _ text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    guard let place = text.firstRange(of: Array(mark.utf8)) else { return [] }
    return text[place.upperBound...]
  }

  private static func behindDocumentType(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var (depth, rest) = (0, text.dropFirst(9))
    while let byte = rest.first {
      switch byte {
      case 0x22, 0x27: rest = rest.dropFirst().drop { $0 != byte }
      case 0x3C where rest.starts(with: "<!--".utf8):
        rest = behind("-->", rest)
        continue
      case 0x3C, 0x5B: depth += 1
      case 0x5D: depth -= 1
      case 0x3E where depth == 0: return rest.dropFirst()
      case 0x3E: depth -= 1
      default: break
      }
      rest = rest.dropFirst()
    }
    return []
  }
}
