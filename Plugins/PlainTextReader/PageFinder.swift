import TextScanning

/// Tells lines that belong to the page (`12`, `[p. 12]`, `THE TITLE 13`) from lines of the text.
struct PageFinder {
  let lines: [Line]
  let body: Range<Int>
  let bytes: Bytes
  let words: HeadingWords

  /// Lines to leave out, with the number of the page where they bear one.
  private(set) var furniture: [(index: Int, n: String?)] = []
  private(set) var inlineMarks: [(range: Range<Int>, n: String)] = []

  /// A line that may be a page number or a running head.
  private struct Candidate {
    let index: Int
    let n: String?
    /// The letters beside the number, hashed; nothing for a number alone.
    let head: UInt64?
    let isCapitals: Bool
  }

  init(lines: [Line], body: Range<Int>, bytes: Bytes, words: HeadingWords) {
    self.lines = lines
    self.body = body
    self.bytes = bytes
    self.words = words
  }

  mutating func find() {
    let stated = findBracketed()
    var candidates: [Candidate] = []
    for index in body
    where !lines[index].isBlank && !lines[index].isFurniture && (stated.isEmpty || !stated.contains(index)) {
      if let candidate = candidate(index) { candidates.append(candidate) }
    }
    decide(candidates, stated: stated)
    furniture.sort { $0.index < $1.index }
  }

  // MARK: [p. 12], [Pg 12]

  /// Numbers in brackets: lines of their own always count, inside a line `[Pg 12]` does, and `[p. 12]` where it goes on
  /// from the page before.
  private mutating func findBracketed() -> Set<Int> {
    guard let first = lines[body].first, let last = lines[body].last else { return [] }
    var alone: Set<Int> = []
    var page: Int?
    var place = first.start
    while let open = bytes.first(UInt8(ascii: "["), in: place..<max(place, last.end)) {
      place = open + 1
      guard let close = bytes.first(UInt8(ascii: "]"), in: open..<min(open + 16, last.end)),
        let n = number(open + 1..<close)
      else { continue }
      let index = line(at: open)
      if lines[index].range == open..<close + 1 {
        alone.insert(index)
        furniture.append((index, n.text))
      } else if n.isGutenberg || (page != nil && Int(n.text) == page.map { $0 + 1 }) {
        inlineMarks.append((open..<close + 1, n.text))
      } else {
        continue
      }
      page = Int(n.text)
    }
    return alone
  }

  /// `p. 12`, `Pg xii`, `page 12`.
  private func number(_ range: Range<Int>) -> (text: String, isGutenberg: Bool)? {
    var start = range.lowerBound
    while start < range.upperBound, ByteClass.isASCIILetter(bytes[start]) || bytes[start] >= 0x80 { start += 1 }
    let word = bytes.string(range.lowerBound..<start).lowercased()
    guard words.pages.contains(word) else { return nil }
    while start < range.upperBound, bytes[start] == UInt8(ascii: ".") || bytes[start] == 0x20 { start += 1 }
    let digits = start..<range.upperBound
    guard Numeral.isArabic(bytes, digits) || Numeral.isRoman(bytes, digits, isLower: true) else { return nil }
    return (bytes.string(digits), word == "pg")
  }

  private func line(at place: Int) -> Int {
    var (low, high) = (body.lowerBound, body.upperBound)
    while high - low > 1 {
      let middle = (low + high) / 2
      if lines[middle].start <= place { low = middle } else { high = middle }
    }
    return low
  }

  // MARK: Numbers and running heads

  private func candidate(_ index: Int) -> Candidate? {
    let line = lines[index]
    guard line.width <= 80 else { return nil }
    let isTop = line.traits.contains(.startsPage) || isFirstOfPage(index)
    let (first, last) = (bytes[line.start], bytes[line.end - 1])
    let mayBear =
      ByteClass.isDigit(first) || ByteClass.isDigit(last) || first == UInt8(ascii: "-") || first == 0xE2
      || (line.width <= 8 && ByteClass.isASCIILetter(first))
    guard mayBear || isTop else { return nil }
    if mayBear, let n = loneNumber(line) { return Candidate(index: index, n: n, head: nil, isCapitals: false) }
    if let (n, head) = numberedHead(line) {
      return Candidate(index: index, n: n, head: hash(head), isCapitals: bytes.isAllCapitals(head))
    }
    guard isTop, line.width <= 60, bytes.isLetter(at: line.start) else { return nil }
    return Candidate(index: index, n: nil, head: hash(line.range), isCapitals: bytes.isAllCapitals(line.range))
  }

  /// `12`, `- 12 -`, `xii`, `Page 12`.
  private func loneNumber(_ line: Line) -> String? {
    guard line.width <= 12 else { return nil }
    var (start, end) = (line.start, line.end)
    func isDash(_ byte: UInt8) -> Bool {
      byte == UInt8(ascii: "-") || byte == 0x20 || byte == 0xE2 || byte == 0x80 || byte == 0x93 || byte == 0x94
    }
    while start < end, isDash(bytes[start]) { start += 1 }
    while end > start, isDash(bytes[end - 1]) { end -= 1 }
    let isDashed = start > line.start && end < line.end
    guard isDashed || (start == line.start && end == line.end), start < end else { return nil }
    if Numeral.isArabic(bytes, start..<end) || (Numeral.isRoman(bytes, start..<end, isLower: true)) {
      return bytes.string(start..<end)
    }
    return number(start..<end)?.text
  }

  /// The number and the words of `THE TITLE 13` and `12 THE TITLE`.
  private func numberedHead(_ line: Line) -> (n: String, head: Range<Int>)? {
    var place = line.end
    while place > line.start, ByteClass.isDigit(bytes[place - 1]) { place -= 1 }
    if place < line.end, line.end - place <= 4, place > line.start + 3, bytes[place - 1] == 0x20 {
      return head(line.start..<place - 1).map { (bytes.string(place..<line.end), $0) }
    }
    place = line.start
    while place < line.end, ByteClass.isDigit(bytes[place]) { place += 1 }
    if place > line.start, place - line.start <= 4, place + 3 < line.end, bytes[place] == 0x20 {
      return head(place + 1..<line.end).map { (bytes.string(line.start..<place), $0) }
    }
    return nil
  }

  /// Words that can be a running head: not `CHAPTER`, of which each bears its own number.
  private func head(_ range: Range<Int>) -> Range<Int>? {
    guard let start = range.first(where: { bytes[$0] != 0x20 }), bytes.isLetter(at: start) else { return nil }
    let end = (start..<range.upperBound).first { bytes[$0] == 0x20 || bytes[$0] == UInt8(ascii: ".") }
    let first = bytes.string(start..<(end ?? range.upperBound)).lowercased()
    return words.ranks[first] == nil ? start..<range.upperBound : nil
  }

  private func hash(_ range: Range<Int>) -> UInt64 {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for place in range where bytes[place] >= 0x80 || ByteClass.isASCIILetter(bytes[place]) {
      hash = (hash ^ UInt64(bytes[place] | 0x20)) &* 0x100_0000_01b3
    }
    return hash
  }

  private mutating func decide(_ candidates: [Candidate], stated: Set<Int>) {
    guard !candidates.isEmpty else { return }
    let skipped = stated.union(candidates.map(\.index))
    var pages: [Int: Surroundings] = [:]
    var heads: [UInt64: [Candidate]] = [:]
    for candidate in candidates {
      pages[candidate.index] = surroundings(of: candidate.index, skipping: skipped)
      if let head = candidate.head { heads[head, default: []].append(candidate) }
    }
    func isOfPage(_ candidate: Candidate) -> Bool { pages[candidate.index]?.isOfPage ?? false }
    let numbers = candidates.filter { $0.head == nil }
    let areNumbers = numbers.contains(where: isOfPage)
    for (position, number) in numbers.enumerated() {
      let goesOn =
        areNumbers
        && (follows(number, position > 0 ? numbers[position - 1] : nil)
          || follows(position + 1 < numbers.count ? numbers[position + 1] : nil, number))
      if isOfPage(number) || goesOn { furniture.append((number.index, number.n)) }
    }
    for group in heads.values {
      let ofPages = group.count(where: isOfPage)
      let isRunning = group.count > 1 && (ofPages > 0 || !countsByOne(group))
      let areOfPages = isRunning && 3 * ofPages >= group.count
      for (position, candidate) in group.enumerated() {
        let cuts = pages[candidate.index]?.cuts ?? false
        let holds =
          candidate.n == nil
          ? cuts && candidate.isCapitals || (group.count > 1 && position > 0)
          : areOfPages || isRunning && (candidate.isCapitals || isOfPage(candidate))
            || (candidate.isCapitals && isOfPage(candidate))
        if holds { furniture.append((candidate.index, candidate.n)) }
      }
    }
  }

  /// Whether one number is the next after another.
  private func follows(_ one: Candidate?, _ other: Candidate?) -> Bool {
    guard let one = one?.n.flatMap({ Int($0) }), let other = other?.n.flatMap({ Int($0) }) else { return false }
    return one == other + 1
  }

  /// `TABLE 1`, `TABLE 2`: numbers of things, not of pages.
  private func countsByOne(_ group: [Candidate]) -> Bool {
    let numbers = group.compactMap { $0.n.flatMap { Int($0) } }
    return zip(numbers, numbers.dropFirst()).allSatisfy { $1 - $0 <= 1 }
  }

  // MARK: Where a candidate stands

  private struct Surroundings {
    /// A sentence goes on behind it.
    let cuts: Bool
    let isAtBreak: Bool
    var isOfPage: Bool { cuts || isAtBreak }
  }

  private func surroundings(of index: Int, skipping: Set<Int>) -> Surroundings {
    let before = lastOfText(before: index, skipping: skipping)
    var after = index + 1
    while after < body.upperBound, lines[after].isBlank || skipping.contains(after) { after += 1 }
    let isAtBreak = (before + 1...min(after, body.upperBound - 1)).contains { lines[$0].traits.contains(.startsPage) }
    guard before >= body.lowerBound, after < body.upperBound, lines[before].width > 30 else {
      return Surroundings(cuts: false, isAtBreak: isAtBreak)
    }
    let cuts =
      bytes.endsInHyphen(lines[before].range)
      || (!bytes.endsSentence(lines[before].range) && bytes.startsLower(lines[after].range))
    return Surroundings(cuts: cuts, isAtBreak: isAtBreak)
  }

  /// The line of the text before a place; notes at the foot of the page are none.
  private func lastOfText(before index: Int, skipping: Set<Int>) -> Int {
    var last = index - 1
    while true {
      while last >= body.lowerBound, lines[last].isBlank || skipping.contains(last) { last -= 1 }
      guard last >= body.lowerBound else { return last }
      var first = last
      while first > body.lowerBound, last - first < 20, !lines[first - 1].isBlank { first -= 1 }
      let sign = bytes[lines[first].start]
      let isNote =
        sign == UInt8(ascii: "[") || sign == UInt8(ascii: "*")
        || bytes.starts(with: "†", at: lines[first].start, before: lines[first].end)
      guard isNote else { return last }
      last = first - 1
    }
  }

  private func isFirstOfPage(_ index: Int) -> Bool {
    var before = index
    while before > body.lowerBound, lines[before - 1].isBlank {
      before -= 1
      if lines[before].traits.contains(.startsPage) { return true }
    }
    return false
  }
}
