import Codebook
import Standoff
import TextScanning

/// The attribution of one document's quotations.
///
/// Paragraph by paragraph, what the sentences say goes first; what they leave open follows from the quotations around.
struct Attribution {
  let text: Text
  let words: SpeakerWords
  let book: NameBook
  let quotations: [Annotation<Quotation>]
  let blocks: [Annotation<Block>]
  private let stated: StatedSpeakers
  let rules: CueRules
  let isDialogue: Bool
  /// For each quotation, the innermost one around it; -1 where none is.
  private(set) var parents: [Int] = []
  private(set) var blockOf: [Int] = []
  /// The quotations that stand in no other.
  private var outer: [Span] = []
  var found: [Finding?]
  private var lines: [Int: Line] = [:]
  /// Where a role was first named in full: `the leader of the weavers`, which `the leader` then means.
  private var offices: [UInt64: Span] = [:]
  var resolver: Resolver

  init(
    _ document: Document, _ quotations: [Annotation<Quotation>], _ stated: StatedSpeakers, _ words: SpeakerWords
  ) throws {
    text = document.text
    self.words = words
    self.quotations = quotations
    self.stated = stated
    rules = CueRules(words: words)
    blocks = try Array(document[Block.self])
    let persons = try document[Person.self].map(\.label)
    let prose = blocks.filter { $0.label.kind != .heading && $0.label.kind != .contents && $0.label.kind != .other }
    book = document.text.utf8.withUnsafeBufferPointer { bytes in
      var finder = NameFinder(words, bytes)
      return NameBook(finder.sightings(in: prose.map(\.span)), persons: persons, in: document.text)
    }
    found = [Finding?](repeating: nil, count: quotations.count)
    resolver = Resolver(text: text, words: words, book: book)
    let starts = Set(blocks.map { document.text.trimmed($0.span).lowerBound })
    let outer = quotations.filter { $0.label.level == 0 && $0.label.marks != "block" }
    let first = outer.count { quotation in (1...3).contains { starts.contains(quotation.span.lowerBound - $0) } }
    isDialogue = first >= 5 && first * 5 >= outer.count * 2
    placeQuotations()
  }

  private mutating func placeQuotations() {
    var open: [Int] = []
    var block = 0
    for (index, quotation) in quotations.enumerated() {
      open.removeAll { !quotations[$0].span.encloses(quotation.span) }
      parents.append(open.last ?? -1)
      if open.isEmpty { outer.append(quotation.span) }
      open.append(index)
      while block + 1 < blocks.count, blocks[block].span.upperBound <= quotation.span.lowerBound { block += 1 }
      blockOf.append(block)
    }
  }

  mutating func findings() -> [Finding?] {
    guard !blocks.isEmpty else { return found }
    var first = 0
    while first < quotations.count {
      let end = quotations[first...].indices.first { blockOf[$0] != blockOf[first] } ?? quotations.count
      for index in first..<end { found[index] = stated.speaker(of: quotations[index].span) ?? cue(index) }
      for index in first..<end where found[index] == nil { found[index] = context(index, in: first..<end) }
      first = end
    }
    return found
  }
}

// MARK: What the sentence says

extension Attribution {
  private mutating func cue(_ index: Int) -> Finding? {
    guard quotations[index].label.kind == .speech else { return nil }
    let scene = scene(of: index)
    if rules.verbBehind(scene) == nil, let interrupted = interrupted(index, scene) { return interrupted }
    guard let cue = rules.find(scene) else { return nil }
    return resolve(cue.nominal, in: scene.line, index, cue.rule, cue.score, verb: cue.verb)
  }

  /// The speaker of the quotation before, where the words between only say who speaks: `“…,” said Carr, “…”`.
  private func interrupted(_ index: Int, _ scene: Scene) -> Finding? {
    guard index > 0, let previous = found[index - 1], parents[index - 1] == parents[index],
      blockOf[index - 1] == blockOf[index], previous.rule.hasPrefix("cue.verb.after") || previous.rule == "interrupted"
    else { return nil }
    let between = scene.beforeStart..<max(scene.beforeStart, scene.before + 1)
    guard between.count >= 2, between.count <= 14, scene.lead != UInt8(ascii: ":") else { return nil }
    let verbs = between.count { words.verbs.contains(scene.line.hash($0)) && scene.line.shape($0) == .lower }
    return verbs == 1 ? previous.inherited("interrupted", 0.9) : nil
  }

  mutating func scene(of index: Int) -> Scene {
    let content = quotations[index].span
    let parent = parents[index]
    let room = parent >= 0 ? quotations[parent].span : blocks[blockOf[index]].span
    var line = line(of: index)
    let lead = line.character(before: content.lowerBound, from: room.lowerBound)
    let last = text.utf8[content].last { $0 != UInt8(ascii: "_") && !ByteClass.isWhite($0) } ?? 0
    if parent < 0, lead == 0, let before = leadingLine(index) {
      let ending = line.first(at: content.upperBound) < line.count
      if !ending || quotations[index].label.marks == "block" {
        line = before
        return Scene(
          content: content, line: line, before: line.count - 1, behind: line.count, behindEnd: line.count,
          beforeStart: 0, lead: 0, last: last, isSetOff: true)
      }
    }
    let next = quotations.indices[(index + 1)...].first { parents[$0] == parent }.map { quotations[$0].span.lowerBound }
    let previous = quotations.indices[..<index].last { parents[$0] == parent }.map { quotations[$0].span.upperBound }
    return Scene(
      content: content, line: line, before: line.first(at: content.lowerBound) - 1,
      behind: line.first(at: content.upperBound), behindEnd: next.map { line.first(at: $0) } ?? line.count,
      beforeStart: previous.map { line.first(at: $0) } ?? 0, lead: lead, last: last, isSetOff: false)
  }

  /// The paragraph before, when it leads to this quotation with a colon or the quotation is set off as a block.
  private mutating func leadingLine(_ index: Int) -> Line? {
    let block = blockOf[index]
    guard
      let before = (0..<block).last(where: { blocks[$0].label.kind == .paragraph || blocks[$0].label.kind == .item })
    else { return nil }
    let span = text.trimmed(blocks[before].span)
    let isBlock = quotations[index].label.marks == "block"
    guard !span.isEmpty, text.utf8[span.upperBound - 1] == UInt8(ascii: ":") || isBlock else { return nil }
    guard block - before <= (isBlock ? 4 : 1) else { return nil }
    return blockLine(before)
  }

  mutating func line(of index: Int) -> Line {
    let parent = parents[index]
    guard parent >= 0 else { return blockLine(lastBlock(of: index)) }
    let key = blocks.count + parent
    if let line = lines[key] { return line }
    let inside = (parent + 1..<quotations.count).prefix { quotations[parent].span.encloses(quotations[$0].span) }
      .filter { parents[$0] == parent }.map { quotations[$0].span }
    let line = Line(quotations[parent].span, without: inside, in: text, words, book)
    lines[key] = line
    return line
  }

  private func firstOuter(endingAfter offset: Int) -> Int {
    var (low, high) = (0, outer.count)
    while low < high {
      let middle = (low + high) / 2
      if outer[middle].upperBound <= offset { low = middle + 1 } else { high = middle }
    }
    return low
  }

  mutating func blockLine(_ block: Int) -> Line {
    if let line = lines[block] { return line }
    let span = blocks[block].span
    let inside = outer[firstOuter(endingAfter: span.lowerBound)...].prefix { $0.lowerBound < span.upperBound }
    let line = Line(span, without: Array(inside), in: text, words, book)
    if lines.count > 8 { lines.removeAll() }
    lines[block] = line
    for nominal in line.nominals where nominal.kind == .role && nominal.words.count > 3 && offices[nominal.head] == nil
    {
      offices[nominal.head] = nominal.span
    }
    return line
  }

  /// The block in which a quotation ends, whose words follow it.
  private func lastBlock(of index: Int) -> Int {
    var block = blockOf[index]
    let start = quotations[index].span.lowerBound - blocks[block].span.lowerBound
    guard start < 8 else { return block }
    while block + 1 < blocks.count, blocks[block].span.upperBound < quotations[index].span.upperBound { block += 1 }
    return block
  }

  mutating func resolve(
    _ nominal: Nominal, in line: Line, _ index: Int, _ rule: String, _ score: Double, verb: UInt64 = 0
  ) -> Finding? {
    let offset = quotations[index].span.upperBound
    switch nominal.kind {
    case .name(let entity):
      var name = book.name(of: entity, by: max(offset, nominal.span.lowerBound), in: text)
      if let other = resolver.coordinated(nominal, in: line) {
        name += " and " + book.name(of: other, by: offset, in: text)
      }
      return Finding(name: name, entity: entity, mention: nominal.span, rule: rule, score: score)
    case .role where nominal.words.count == 2:
      if let holder = book.holder(of: nominal.head, by: nominal.span.lowerBound) {
        let name = book.name(of: holder, by: offset, in: text)
        return Finding(name: name, entity: holder, mention: nominal.span, rule: rule, score: score * 0.9)
      }
      let office = offices[nominal.head].flatMap { $0.lowerBound < nominal.span.lowerBound ? $0 : nil } ?? nominal.span
      return Finding(name: folded(text[office]), entity: nil, mention: nominal.span, rule: rule, score: score)
    case .role, .work, .thing:
      return Finding(name: folded(text[nominal.span]), entity: nil, mention: nominal.span, rule: rule, score: score)
    case .we: return Finding(name: "we", entity: nil, mention: nominal.span, rule: rule, score: score)
    case .i:
      let name = words.writing.contains(verb) && !isDialogue ? "the author" : "the narrator"
      if parents[index] >= 0, let outer = found[parents[index]] { return outer.inherited(rule, score) }
      return Finding(name: name, entity: nil, mention: nominal.span, rule: rule, score: score)
    case .he, .she, .they:
      let block = blockOf[index]
      guard let antecedent = antecedent(of: nominal, line, index, block) else { return nil }
      return Finding(
        name: antecedent.name, entity: antecedent.entity, mention: nominal.span, rule: rule + "+pronoun",
        score: score * 0.8)
    }
  }

  /// Whom a pronoun means: somebody named in the paragraph, the last speaker, or somebody in the paragraphs before.
  private mutating func antecedent(of pronoun: Nominal, _ line: Line, _ index: Int, _ block: Int) -> Finding? {
    let here = resolver.antecedent(of: pronoun.kind, before: pronoun.words.lowerBound, in: line)
    if let here, here.isSure { return resolve(here.nominal, in: line, index, "", 1) }
    let blocksBack = isDialogue ? 6 : 2
    if let spoken = lastSpeaker(before: index, fitting: pronoun.kind, blocks: blocksBack) { return spoken }
    var before = block
    for _ in 0..<3 {
      guard
        let previous = (0..<before).last(where: {
          blocks[$0].label.kind != .heading && blocks[$0].label.kind != .note && blocks[$0].label.kind != .quotation
        })
      else { break }
      let line = blockLine(previous)
      if let far = resolver.antecedent(of: pronoun.kind, before: line.count, in: line), far.isSure || here == nil {
        return resolve(far.nominal, in: line, index, "", 1)
      }
      before = previous
    }
    return here.flatMap { resolve($0.nominal, in: line, index, "", 1) }
  }

  /// The last speaker before a quotation whom a pronoun can mean.
  func lastSpeaker(before index: Int, fitting kind: Nominal.Kind, blocks: Int) -> Finding? {
    for previous in (0..<index).reversed() where parents[previous] < 0 {
      guard blockOf[index] - blockOf[previous] <= blocks else { return nil }
      if let finding = found[previous], resolver.fits(finding, kind) { return finding }
    }
    return nil
  }
}
