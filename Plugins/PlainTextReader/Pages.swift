import TextScanning

/// Where the pages of the printed book start, and what of the file is only page: numbers, running heads, form feeds.
struct Pages {
  struct Start {
    /// Byte of the text in UTF-8.
    let place: Int
    let n: String?
  }

  /// In order of their places.
  private(set) var starts: [Start] = []
  /// Page numbers inside lines (`[Pg 12]`), to be left out.
  private(set) var marks: [Range<Int>] = []

  var hasMarks: Bool { !marks.isEmpty }

  /// The number of the page on which a byte stands.
  func page(at place: Int) -> String? {
    var (low, high) = (0, starts.count)
    while low < high {
      let middle = (low + high) / 2
      if starts[middle].place <= place { low = middle + 1 } else { high = middle }
    }
    return low > 0 ? starts[low - 1].n : nil
  }

  /// The page numbers inside some lines, each with a blank beside it that would stand doubled without the number.
  func marks(in lines: [Range<Int>], _ bytes: Bytes) -> [Range<Int>] {
    guard !marks.isEmpty else { return [] }
    var found: [Range<Int>] = []
    for line in lines {
      var (low, high) = (0, marks.count)
      while low < high {
        let middle = (low + high) / 2
        if marks[middle].lowerBound < line.lowerBound { low = middle + 1 } else { high = middle }
      }
      while low < marks.count, marks[low].upperBound <= line.upperBound {
        let mark = marks[low]
        let isBehindBlank = mark.lowerBound == line.lowerBound || bytes[mark.lowerBound - 1] == 0x20
        let isBeforeBlank = mark.upperBound < line.upperBound && bytes[mark.upperBound] == 0x20
        found.append(mark.lowerBound..<mark.upperBound + (isBehindBlank && isBeforeBlank ? 1 : 0))
        low += 1
      }
    }
    return found
  }

  /// Finds page numbers and running heads and marks their lines as furniture.
  init(marking lines: inout [Line], body: Range<Int>, _ bytes: Bytes, _ words: HeadingWords) {
    var finder = PageFinder(lines: lines, body: body, bytes: bytes, words: words)
    finder.find()
    for (index, n) in finder.furniture {
      lines[index].traits.insert(.isFurniture)
      if let n { number(n, lineAt: index, lines, body) }
    }
    for mark in finder.inlineMarks {
      marks.append(mark.range)
      starts.append(Start(place: mark.range.lowerBound, n: mark.n))
    }
    starts.sort { $0.place < $1.place }
    addFormFeeds(lines, body)
  }

  /// The line bears the number of the page that starts there or, before a form feed, of the one that ends.
  private mutating func number(_ n: String, lineAt index: Int, _ lines: [Line], _ body: Range<Int>) {
    var next = index + 1
    while next < body.upperBound, lines[next].isBlank, !lines[next].traits.contains(.startsPage) { next += 1 }
    if next < body.upperBound, lines[next].traits.contains(.startsPage), let ended = Int(n) {
      if starts.isEmpty { starts.append(Start(place: lines[body.lowerBound].start, n: n)) }
      starts.append(Start(place: lines[next].start, n: "\(ended + 1)"))
    } else {
      starts.append(Start(place: lines[index].start, n: n))
    }
  }

  /// Form feeds without a number count on from the last number, or from 1 where there is none at all.
  private mutating func addFormFeeds(_ lines: [Line], _ body: Range<Int>) {
    let feeds = body.filter { lines[$0].traits.contains(.startsPage) }
    guard let first = feeds.first else { return }
    let isNumbered = !starts.isEmpty
    if !isNumbered, lines[body.lowerBound..<first].contains(where: { !$0.isBlank }) {
      starts.append(Start(place: lines[body.lowerBound].start, n: "1"))
    }
    var all: [Start] = []
    var next = 0
    for feed in feeds {
      var text = feed
      while text < body.upperBound - 1, lines[text].isBlank || lines[text].isFurniture { text += 1 }
      while next < starts.count, starts[next].place <= lines[text].start {
        all.append(starts[next])
        next += 1
      }
      if let last = all.last, last.place >= lines[feed].start { continue }
      let number = all.last.map { $0.n.flatMap { Int($0) }.map { $0 + 1 } } ?? (isNumbered ? nil : 1)
      all.append(Start(place: lines[feed].start, n: number.map { "\($0)" }))
    }
    starts = all + starts[next...]
  }
}
