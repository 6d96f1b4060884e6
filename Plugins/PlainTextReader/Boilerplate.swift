import Standoff

/// What stands around the work in its file: the header and licence of Project Gutenberg, fields such as `Title:`.
struct Frame {
  /// The lines of the work.
  private(set) var body: Range<Int>
  private(set) var metadata = Metadata()
  private(set) var isGutenberg = false
  /// Lines of the work that give its metadata, such as `# Title: …`.
  private(set) var fieldLines: Set<Int> = []

  init(_ lines: inout [Line], _ bytes: Bytes, _ words: GutenbergWords) {
    body = 0..<lines.count
    if let header = Self.lastOfHeader(lines, bytes, words) {
      isGutenberg = true
      read(lines[..<header], bytes, words)
      body = header + 1..<(Self.firstOfLicence(lines, from: header + 1, bytes, words) ?? lines.count)
      for index in body where lines[index].width == 2 && words.markers.contains(bytes.string(lines[index].range)) {
        lines[index].traits.insert(.isFurniture)
      }
    } else if let closing = Self.closingOfFrontMatter(lines, bytes) {
      read(lines[1..<closing], bytes, words)
      body = closing + 1..<lines.count
    } else {
      readFirstLines(lines, bytes, words)
    }
  }

  // MARK: Project Gutenberg

  private static func lastOfHeader(_ lines: [Line], _ bytes: Bytes, _ words: GutenbergWords) -> Int? {
    for index in lines.indices.prefix(800) where isMarked(lines[index], bytes) {
      guard starts(lines[index], with: words.starts, bytes) else { continue }
      // A long title makes two lines of the mark.
      let next = index + 1
      let isOpen = !bytes.string(lines[index].range).hasSuffix("*")
      let closes = next < lines.count && bytes.string(lines[next].range).hasSuffix("***")
      return isOpen && closes ? next : index
    }
    return nil
  }

  private static func firstOfLicence(
    _ lines: [Line], from start: Int, _ bytes: Bytes, _ words: GutenbergWords
  ) -> Int? {
    (start..<lines.count).first { isMarked(lines[$0], bytes) && starts(lines[$0], with: words.ends, bytes) }
  }

  private static func isMarked(_ line: Line, _ bytes: Bytes) -> Bool {
    guard !line.isBlank else { return false }
    let first = bytes[line.start]
    return first == UInt8(ascii: "*") || first | 0x20 == UInt8(ascii: "e") || first | 0x20 == UInt8(ascii: "s")
  }

  private static func starts(_ line: Line, with phrases: [[UInt8]], _ bytes: Bytes) -> Bool {
    var start = line.start
    while start < line.end, bytes[start] == UInt8(ascii: "*") || bytes[start] == 0x20 { start += 1 }
    return bytes.starts(withAny: phrases, at: start, before: line.end)
  }

  // MARK: Fields

  /// The line that closes a block of fields between two lines of `---` at the very start.
  private static func closingOfFrontMatter(_ lines: [Line], _ bytes: Bytes) -> Int? {
    func isRule(_ line: Line) -> Bool { bytes.string(line.range) == "---" }
    guard let first = lines.first, first.width == 3, isRule(first), lines.count > 2, field(lines[1], bytes) != nil
    else { return nil }
    return lines.indices.dropFirst().prefix(100).first { lines[$0].width == 3 && isRule(lines[$0]) }
  }

  /// Fields that stand at the start of a text without a frame; they stay in the text.
  private mutating func readFirstLines(_ lines: [Line], _ bytes: Bytes, _ words: GutenbergWords) {
    for index in lines.indices.lazy.filter({ !lines[$0].isBlank }).prefix(6) {
      guard let field = Self.field(lines[index], bytes), let name = words.fields[field.key], !name.contains("-") else {
        return
      }
      set(name, field.value, words)
      fieldLines.insert(index)
    }
  }

  private mutating func read(_ lines: ArraySlice<Line>, _ bytes: Bytes, _ words: GutenbergWords) {
    var last: (name: String, value: String, width: Int)?
    for line in lines {
      if let (key, value) = Self.field(line, bytes) {
        if let last { set(last.name, last.value, words) }
        last = (words.fields[key] ?? key, value, line.width)
      } else if !line.isBlank, line.indent > 0, let open = last {
        // A short line before it: a subtitle, not a title too long for its line.
        let joint = open.width < 60 && open.name == "title" ? ": " : " "
        last = (open.name, open.value + joint + bytes.string(line.range), line.width)
      } else if let open = last {
        set(open.name, open.value, words)
        last = nil
      }
    }
    if let last { set(last.name, last.value, words) }
  }

  /// `Release Date: May 1, 1905`, also with the `#` of a heading before it.
  private static func field(_ line: Line, _ bytes: Bytes) -> (key: String, value: String)? {
    guard line.width < 400, let colon = bytes.first(UInt8(ascii: ":"), in: line.range), colon - line.start < 30,
      line.indent == 0
    else { return nil }
    let key = bytes.string(line.start..<colon).lowercased().drop { $0 == "#" || $0 == " " }
    var value = bytes.string(colon + 1..<line.end).drop { $0 == " " }
    guard !key.isEmpty, !value.isEmpty, key.utf8.allSatisfy({ $0 | 0x20 > 0x60 && $0 | 0x20 < 0x7B || $0 == 0x20 })
    else { return nil }
    // “[eBook #7]” behind a date.
    if value.last == "]", let note = value.lastIndex(of: "["), note > value.startIndex { value = value[..<note] }
    while value.last == " " { value.removeLast() }
    return value.isEmpty ? nil : (String(key), String(value))
  }

  private mutating func set(_ name: String, _ value: String, _ words: GutenbergWords) {
    switch name {
    case "title": metadata.title = metadata.title ?? value
    case "author": metadata.author = metadata.author.map { "\($0); \(value)" } ?? value
    case "date": metadata.date = metadata.date ?? value
    case "language":
      let language = value.prefix { $0.isLetter || $0 == "-" }.lowercased()
      metadata.language = words.languages[language] ?? (language.utf8.count == 2 ? language : nil)
    default: metadata.other[name.replacing(" ", with: "-")] = value
    }
  }
}
