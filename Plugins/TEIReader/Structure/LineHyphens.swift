import PluginAPI
import TextScanning

/// Decides whether a hyphen at the end of a line belongs to the word or to the printer.
///
/// Projects differ: some leave the hyphen before `<lb break="no"/>`, some before a bare `<lb/>`, some take it out and say
/// so (`rendition="#hyphen"`, the glyph `char:EOLhyphen`). Where it is left it goes if a small letter follows, unless
/// the part before it is one that keeps its hyphen, or has another hyphen before. A line end of the file alone, without
/// an `lb`, is no printer's: editors wrap at hyphens that are there, so that the hyphen stays and the space goes.
struct LineHyphens: Sendable {
  enum Verdict: Equatable {
    /// One word: the hyphen goes.
    case join
    /// One word with a hyphen in it.
    case keep
    /// Two words: hyphen and space stay ("two- and three-fold").
    case apart
  }

  private let keepAfter: Set<String>
  private let standsAlone: Set<String>

  init() throws {
    let words = try WordFile.hyphens.load()
    keepAfter = Set(words["keep-after"]?.strings ?? [])
    standsAlone = Set(words["stands-alone"]?.strings ?? [])
  }

  /// - Parameters:
  ///   - before: the bytes up to the hyphen, which is not among them.
  ///   - after: the bytes behind the line end, from the first letter on.
  func verdict(_ before: [UInt8], _ after: UnsafeBufferPointer<UInt8>) -> Verdict {
    guard let first = after.first, Self.isLowercase(after, first) else { return .keep }
    let next = after.prefix { ByteClass.isASCIILetter($0) || $0 >= 0x80 }
    if next.count <= 12, standsAlone.contains(String(decoding: next, as: UTF8.self)) { return .apart }
    let word = before.suffix(24).reversed().prefix { ByteClass.isASCIILetter($0) || $0 >= 0x80 }
    if word.isEmpty { return .keep }
    let rest = before.dropLast(word.count)
    if rest.last == 0x2D { return .keep }
    let part = String(decoding: word.reversed(), as: UTF8.self).lowercased()
    return keepAfter.contains(part) ? .keep : .join
  }

  private static func isLowercase(_ bytes: UnsafeBufferPointer<UInt8>, _ first: UInt8) -> Bool {
    if first < 0x80 { return first &- 0x61 < 26 }
    let scalar = String(decoding: bytes.prefix(ByteClass.length(ofScalarAt: first)), as: UTF8.self).unicodeScalars.first
    return scalar?.properties.isLowercase ?? false
  }
}
