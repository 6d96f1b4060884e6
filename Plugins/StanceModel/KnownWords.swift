import TextScanning

/// What has been found out about the words of a document, for when they come again, as nine of ten do.
///
/// A table of one place for each hash, in which a later word takes the place of an earlier one: it stays in the cache.
struct KnownWords {
  struct Entry {
    fileprivate var key: UInt64 = 0
    let stem: UInt64
    let classes: Vocabulary.Classes

    fileprivate init() { (stem, classes) = (0, 0) }

    init(
      _ hash: UInt64, _ bytes: UnsafeBufferPointer<UInt8>, _ span: Range<Int>,
      _ vocabulary: Vocabulary
    ) {
      guard let modern = vocabulary.modern(hash) else {
        stem = Stem(of: bytes, span).value
        classes = vocabulary.classes(of: hash)
        return
      }
      stem = modern.letters.withUnsafeBufferPointer { Stem(of: $0, 0..<$0.count).value }
      classes = vocabulary.classes(of: modern.hash)
    }
  }

  private var entries: ContiguousArray<Entry>

  /// For a text of so many bytes: a longer one has more words, and is worth more new memory.
  init(forBytes count: Int) { self.init(bits: count < 1 << 18 ? 12 : 14) }

  /// - Parameter bits: how many bits of a hash make its place.
  init(bits: Int) { entries = ContiguousArray(repeating: Entry(), count: 1 << bits) }

  /// - Parameter shape: a stem tells capitals outside ASCII apart, which a hash does not.
  @inline(__always)
  mutating func entry(for hash: UInt64, _ shape: Words.Shape, _ find: () -> Entry) -> Entry {
    let key = hash ^ UInt64(shape.rawValue) << 62
    let place = Int(truncatingIfNeeded: key ^ key >> 32) & (entries.count - 1)
    let known = entries[place]
    if known.key == key { return known }
    var entry = find()
    entry.key = key
    entries[place] = entry
    return entry
  }
}
