import Standoff

/// Puts the words of the blocks together and keeps account of where each came from.
struct Assembly {
  private(set) var text: [UInt8] = []
  private(set) var map = OffsetMap()
  private let bytes: Bytes
  private let decoding: [OffsetMap.Run]?
  /// The run of the decoding that was used last; the next one is mostly the same or the one behind it.
  private var cursor = 0

  /// - Parameter decoding: leads from `bytes` to the file, where they are not the same.
  init(_ bytes: Bytes, decoding: OffsetMap?) {
    self.bytes = bytes
    self.decoding = decoding?.runs
    text.reserveCapacity(bytes.count)
  }

  /// Adds letters that the file does not have: the blank between two lines, the line end between two blocks.
  mutating func addGap(_ gap: StaticString) {
    text.append(contentsOf: UnsafeBufferPointer(start: gap.utf8Start, count: gap.utf8CodeUnitCount))
  }

  /// Adds words of the file.
  mutating func add(_ range: Range<Int>) {
    guard !range.isEmpty else { return }
    let start = text.count
    text.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[range]))
    if let decoding {
      addDecoded(range, at: start, decoding)
    } else {
      map.append(OffsetMap.Run(text: start..<text.count, source: range, .verbatim))
    }
  }

  private mutating func addDecoded(_ range: Range<Int>, at start: Int, _ runs: [OffsetMap.Run]) {
    if cursor >= runs.count || runs[cursor].text.lowerBound > range.lowerBound { cursor = 0 }
    if runs[cursor].text.upperBound <= range.lowerBound {
      var (low, high) = (cursor, runs.count)
      while low < high {
        let middle = (low + high) / 2
        if runs[middle].text.upperBound <= range.lowerBound { low = middle + 1 } else { high = middle }
      }
      cursor = low
    }
    while cursor < runs.count, runs[cursor].text.lowerBound < range.upperBound {
      let run = runs[cursor]
      let words = run.text.clamped(to: range)
      let shift = words.lowerBound - run.text.lowerBound
      let place = start + words.lowerBound - range.lowerBound
      let source: Range<Int> =
        switch run.manner {
        case .verbatim: run.source.lowerBound + shift..<run.source.lowerBound + shift + words.count
        case .wide: run.source.lowerBound + 2 * shift..<run.source.lowerBound + 2 * (shift + words.count)
        case .replaced: run.source
        }
      map.append(OffsetMap.Run(text: place..<place + words.count, source: source, run.manner))
      if run.text.upperBound > range.upperBound { break }
      cursor += 1
    }
  }
}
