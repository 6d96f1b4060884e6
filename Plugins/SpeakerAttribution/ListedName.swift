import Standoff
import TextScanning

/// A person's name as a header or a gazetteer writes it: `Anna Pell`, or `Pell, Anna`.
struct ListedName {
  /// 0 for a name without letters.
  private(set) var surname: UInt64 = 0
  private(set) var given: [NamePart] = []
  /// All words but an article before them.
  private(set) var words: [UInt64] = []
  private(set) var hasArticle = false

  /// - Parameter words: nothing where forms of one given name need not be known as such.
  init(_ name: String, _ words: SpeakerWords? = nil) {
    let utf8 = Array(name.utf8)
    let comma = utf8.firstIndex(of: UInt8(ascii: ","))
    var parts: [NamePart] = []
    utf8.withUnsafeBufferPointer { bytes in
      var position = 0
      while position < bytes.count {
        guard let word = Word(in: bytes, at: position, end: bytes.count) else {
          position += ByteClass.length(ofScalarAt: bytes[position])
          continue
        }
        parts.append(NamePart(word, words, bytes))
        position = word.span.upperBound
      }
    }
    hasArticle = parts.count > 1 && parts.first?.shape == .lower
    self.words = parts.dropFirst(hasArticle ? 1 : 0).map(\.hash)
    let names = parts.filter { $0.shape != .number }
    let behind = names.firstIndex { part in comma.map { part.span.lowerBound > $0 } ?? false }
    if let behind, behind > 0 {
      surname = names[behind - 1].hash
      given = names[behind...].filter { !$0.isParticle }
    } else if let last = names.last {
      surname = last.hash
      given = names.dropLast().filter { !$0.isParticle }
    }
  }
}

extension NameBook.Gender {
  /// As headers write it: `F`, `male`, `2` (ISO 5218); nothing for anything else.
  init?(sex: String) {
    switch sex.lowercased() {
    case "f", "female", "w", "woman", "2": self = .female
    case "m", "male", "man", "1": self = .male
    case "", "u", "unknown", "0", "9", "x", "n": self = .unknown
    default: return nil
    }
  }
}
