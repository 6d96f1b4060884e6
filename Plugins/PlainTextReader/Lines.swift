import TextScanning

/// A line of the file: where its words stand, how far it is indented, what is known of it.
struct Line {
  struct Traits: OptionSet {
    let rawValue: UInt8
    /// A form feed stands before it.
    static let startsPage = Traits(rawValue: 1)
    /// Page number, running head, mark of a program: not words of the text.
    static let isFurniture = Traits(rawValue: 2)
    /// `>` stood before it.
    static let isQuoted = Traits(rawValue: 4)
  }

  /// First byte behind the indentation, and the byte behind the last that is not blank.
  private(set) var bounds: (start: UInt32, end: UInt32)
  private var columns: (indent: UInt16, width: UInt16)
  var traits: Traits = []

  var start: Int { Int(bounds.start) }
  var end: Int { Int(bounds.end) }
  var range: Range<Int> { start..<end }
  var isBlank: Bool { bounds.start == bounds.end }
  /// In columns; a tab leads to the next multiple of eight.
  var indent: Int { Int(columns.indent) }
  /// In letters, without the indentation.
  var width: Int { Int(columns.width) }
  /// The column behind the last letter.
  var right: Int { indent + width }
  var isFurniture: Bool { traits.contains(.isFurniture) }

  init(_ range: Range<Int>, indent: Int, width: Int) {
    bounds = (UInt32(range.lowerBound), UInt32(range.upperBound))
    columns = (UInt16(clamping: indent), UInt16(clamping: width))
  }

  /// Leaves out what stands before a byte, such as the `#` of a heading.
  mutating func drop(before place: Int) {
    columns.width = UInt16(clamping: width - (place - start))
    bounds.start = UInt32(min(place, end))
  }

  /// Leaves out what stands from a byte on, such as the `##` that closes a heading.
  mutating func drop(from place: Int) {
    columns.width = UInt16(clamping: width - (end - place))
    bounds.end = UInt32(max(place, start))
  }
}

extension Line {
  /// The lines of a text; LF, CR, CRLF and form feeds end them.
  static func all(in bytes: Bytes, from start: Int) -> [Line] {
    let text = start..<bytes.count
    var returns = 0
    for place in text where bytes[place] == 0x0D { returns &+= 1 }
    var lines: [Line] = []
    lines.reserveCapacity(bytes.count / 48 + 1)
    var feed = bytes.first(0x0C, in: text) ?? text.upperBound
    let paired = add(bytes, text, to: &lines) { line, lines in
      if feed < line.upperBound {
        split(bytes, line, into: &lines)
        feed = bytes.first(0x0C, in: line.upperBound..<text.upperBound) ?? text.upperBound
      } else {
        lines.append(Line(trimming: bytes, line))
      }
    }
    guard paired < returns else { return lines }
    // Some CRs end lines by themselves.
    lines.removeAll(keepingCapacity: true)
    _ = add(bytes, text, to: &lines) { line, lines in split(bytes, line, into: &lines) }
    return lines
  }

  /// Adds what LFs divide, and answers how many of them have a CR before them.
  @inline(__always)
  private static func add(
    _ bytes: Bytes, _ text: Range<Int>, to lines: inout [Line], _ add: (Range<Int>, inout [Line]) -> Void
  ) -> Int {
    var paired = 0
    var position = text.lowerBound
    while position < text.upperBound {
      let end = bytes.first(0x0A, in: position..<text.upperBound) ?? text.upperBound
      if end > position, bytes[end - 1] == 0x0D { paired += 1 }
      add(position..<end, &lines)
      position = end + 1
    }
    return paired
  }

  /// Splits at the CRs and form feeds inside a stretch that a LF ends.
  private static func split(_ bytes: Bytes, _ range: Range<Int>, into lines: inout [Line]) {
    var end = range.upperBound
    if end > range.lowerBound, bytes[end - 1] == 0x0D { end -= 1 }
    var position = range.lowerBound
    var startsPage = false
    func add(_ range: Range<Int>) {
      var line = Line(trimming: bytes, range)
      if startsPage { line.traits = .startsPage }
      lines.append(line)
      startsPage = false
    }
    while true {
      let rest = position..<end
      let carriage = bytes.first(0x0D, in: rest)
      let form = bytes.first(0x0C, in: position..<(carriage ?? end))
      guard let cut = form ?? carriage else { break }
      if form == nil || cut > position { add(position..<cut) }
      if form != nil { startsPage = true }
      position = cut + 1
    }
    add(position..<end)
  }

  private init(trimming bytes: Bytes, _ range: Range<Int>) {
    var (start, end) = (range.lowerBound, range.upperBound)
    var indent = 0
    while start < end {
      if bytes[start] == 0x20 {
        indent += 1
        start += 1
      } else if ByteClass.isWhite(bytes[start]) {
        indent = (indent / 8 + 1) * 8
        start += 1
      } else if bytes[start] == 0xC2, start + 1 < end, bytes[start + 1] == 0xA0 {
        indent += 1
        start += 2
      } else {
        break
      }
    }
    while end > start, ByteClass.isWhite(bytes[end - 1]) { end -= 1 }
    var width = 0
    for place in start..<end where bytes[place] & 0xC0 != 0x80 { width &+= 1 }
    self.init(start..<end, indent: indent, width: width)
  }
}
