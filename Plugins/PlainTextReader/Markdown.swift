/// The signs of Markdown at the start of a line.
enum Markdown {
  /// How many `#` stand before a heading, from 1 to 6.
  static func headingDepth(_ line: Line, _ bytes: Bytes) -> Int? {
    var place = line.start
    while place < line.end, bytes[place] == UInt8(ascii: "#") { place += 1 }
    let depth = place - line.start
    return (1...6).contains(depth) && place < line.end && bytes[place] == 0x20 ? depth : nil
  }

  /// Takes the `>` away that stand before quoted lines.
  static func unquote(_ lines: inout [Line], body: Range<Int>, _ bytes: Bytes) {
    for index in body where !lines[index].isBlank && bytes[lines[index].start] == UInt8(ascii: ">") {
      var place = lines[index].start
      let end = lines[index].end
      while place < end, bytes[place] == UInt8(ascii: ">") || bytes[place] == 0x20 { place += 1 }
      lines[index].drop(before: place)
      lines[index].traits.insert(.isQuoted)
    }
  }

  /// Takes the `#` away that stand before and behind the words of a heading.
  static func uncover(_ line: inout Line, depth: Int, _ bytes: Bytes) {
    var (start, end) = (line.start + depth, line.end)
    while start < end, bytes[start] == 0x20 { start += 1 }
    var marks = end
    while marks > start, bytes[marks - 1] == UInt8(ascii: "#") { marks -= 1 }
    if marks < end, marks > start, bytes[marks - 1] == 0x20 {
      end = marks
      while end > start, bytes[end - 1] == 0x20 { end -= 1 }
    }
    line.drop(from: end)
    line.drop(before: start)
  }

  /// A line of `-` or `=` that makes a heading of the line before it, with its depth.
  static func underlineDepth(_ line: Line, _ bytes: Bytes) -> Int? {
    guard line.width >= 3, let first = line.range.first.map({ bytes[$0] }),
      first == UInt8(ascii: "=") || first == UInt8(ascii: "-"), line.range.allSatisfy({ bytes[$0] == first })
    else { return nil }
    return first == UInt8(ascii: "=") ? 1 : 2
  }
}
