/// How a text is laid out: which margins it keeps, and whether a line is a paragraph.
struct Layout {
  /// Whether a line of the file is as long as its paragraph.
  private(set) var hasLongLines = false
  private(set) var isMarkdown = false
  /// The column at which the lines of the text start.
  private(set) var margin = 0
  /// The column up to which the lines of the text run.
  private(set) var width = 0
  /// The column up to which lines set off by indentation run.
  private(set) var quotationWidth = 0
  /// How many empty lines usually stand between two blocks.
  private(set) var usualGap = 1
  /// The indentation of a paragraph's first line, where most paragraphs have one.
  private(set) var firstIndent: Int?

  /// Longer lines were not broken by hand or by a typewriter's margin.
  private static let longLine = 130

  init(_ lines: [Line], body: Range<Int>, _ bytes: Bytes, isMarkdownFile: Bool) {
    var indents = [Int](repeating: 0, count: 64)
    var gaps = [Int](repeating: 0, count: 8)
    var (long, all, headings, gap) = (0, 0, 0, 0)
    for index in body where !lines[index].isFurniture {
      let line = lines[index]
      if line.isBlank {
        gap += 1
        continue
      }
      if gap > 0 { gaps[min(gap, 7)] += 1 }
      gap = 0
      all += line.width
      if line.width > Self.longLine { long += line.width }
      indents[min(line.indent, 63)] += line.width
      if bytes[line.start] == UInt8(ascii: "#"), Markdown.headingDepth(line, bytes) != nil { headings += 1 }
    }
    hasLongLines = 2 * long > all
    defer { firstIndent = Self.firstIndent(of: lines, body, margin: margin) }
    isMarkdown = isMarkdownFile || headings > 1
    // The outermost that many lines keep to: more may be set in, but hardly out.
    margin = indents.firstIndex { 6 * $0 >= all && $0 > 0 } ?? 0
    usualGap = max(1, gaps.indices.max { gaps[$0] < gaps[$1] } ?? 1)
    width = Self.right(of: lines, body) { $0.indent <= margin + 1 }
    let inner = Self.right(of: lines, body) { $0.indent > margin + 1 }
    quotationWidth = inner > width / 2 ? inner : width
  }

  private static func firstIndent(of lines: [Line], _ body: Range<Int>, margin: Int) -> Int? {
    var firsts: [Int: Int] = [:]
    var starts = 0
    for index in body.dropLast() where !lines[index].isBlank && !lines[index + 1].isBlank {
      let isStart = index == body.lowerBound || lines[index - 1].isBlank || lines[index - 1].indent <= margin + 1
      guard lines[index + 1].indent <= margin + 1, isStart else { continue }
      if lines[index].indent > margin + 1 {
        firsts[lines[index].indent, default: 0] += 1
        starts += 1
      } else if index == body.lowerBound || lines[index - 1].isBlank {
        starts += 1
      }
    }
    guard let most = firsts.max(by: { ($0.value, $1.key) < ($1.value, $0.key) }), 2 * most.value > starts else {
      return nil
    }
    return most.key
  }

  /// The column that nine of ten lines with a line behind them keep to.
  private static func right(of lines: [Line], _ body: Range<Int>, where holds: (Line) -> Bool) -> Int {
    var rights = [Int](repeating: 0, count: longLine + 1)
    var count = 0
    for index in body.dropLast() where !lines[index].isBlank && !lines[index + 1].isBlank && holds(lines[index]) {
      rights[min(lines[index].right, longLine)] += 1
      count += 1
    }
    // No line has another behind it: the longest shows the margin.
    if count == 0 { return body.reduce(0) { min(longLine, max($0, lines[$1].right)) } }
    var seen = 0
    for right in rights.indices {
      seen += rights[right]
      if seen * 10 >= count * 9 { return right }
    }
    return longLine
  }
}
