import Standoff
import TextScanning

/// One word of a capitalised sequence; words that hyphens join are one.
struct NamePart {
  /// Without a possessive ending.
  private(set) var span: Span
  /// The byte behind it, with a possessive ending.
  private(set) var end: Int
  private(set) var hash: UInt64
  /// The same for all forms of a given name.
  private(set) var form: UInt64
  private(set) var traits: WordTraits
  let shape: Words.Shape
  /// The first byte in lower case, or the last of a letter of two bytes.
  let letter: UInt8
  private(set) var isInitial: Bool

  var isPossessive: Bool { end != span.upperBound }
  var isParticle: Bool { shape == .lower }

  /// Takes a word apart from a possessive ending.
  ///
  /// - Parameter words: nothing for names of lists, of which only the letters count.
  init(_ word: Word, _ words: SpeakerWords?, _ bytes: UnsafeBufferPointer<UInt8>) {
    let start = word.span.lowerBound
    end = word.span.upperBound
    var length = 0
    if word.span.count > 2, bytes[end - 1] | 0x20 == UInt8(ascii: "s") {
      if bytes[end - 2] == UInt8(ascii: "'") { length = 2 }
      if word.span.count > 4, bytes[end - 2] == 0x99, bytes[end - 3] == 0x80, bytes[end - 4] == 0xE2 { length = 4 }
    }
    let stem = length > 0 ? Word(in: bytes, at: start, end: end - length) ?? word : word
    span = stem.span
    hash = stem.hash
    form = hash
    traits = words?.traits(of: stem.hash) ?? []
    if let words, traits.isAny(of: .given) { form = words.form(of: hash) }
    shape = word.shape
    let scalar = ByteClass.length(ofScalarAt: bytes[start])
    letter = bytes[start + scalar - 1] | 0x20
    isInitial = word.span.count == scalar
  }

  /// Takes the word behind a hyphen into this one.
  mutating func join(_ next: NamePart) {
    span = span.lowerBound..<next.span.upperBound
    end = next.end
    hash = hash &* 31 ^ next.hash
    form = hash
    traits = traits.intersection(.given).union(next.traits.subtracting(.given.union(.title)))
    isInitial = false
  }

  /// Whether both can stand for one given name.
  func agrees(with other: NamePart) -> Bool {
    isInitial || other.isInitial ? letter == other.letter : form == other.form
  }
}
