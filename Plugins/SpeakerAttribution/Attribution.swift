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
  let rules = CueRules()
  let isDialogue: Bool
  /// For each quotation, the innermost one around it; -1 where none is.
  private(set) var parents: [Int] = []
  /// For each quotation, those before and behind it in the same quotation, or in none; -1 where there is none.
  private(set) var siblings: [(previous: Int, next: Int)] = []
  private(set) var blockOf: [Int] = []
  /// The quotations that stand in no other.
  private(set) var outer: [Span] = []
  var found: [Finding?]
  var lines = RecentLines()
  /// Where a role was first named in full: `the leader of the weavers`, which `the leader` then means.
  var offices: [UInt64: Span] = [:]
  /// The words of quotations, as hashes, once asked for.
  var contents: [ContiguousArray<UInt64>?]
  var resolver: Resolver

  init(
    _ document: Document, _ quotations: [Annotation<Quotation>], _ stated: StatedSpeakers, _ words: SpeakerWords,
    _ gazetteer: Gazetteer? = nil
  ) throws {
    text = document.text
    self.words = words
    self.quotations = quotations
    self.stated = stated
    blocks = try document[Block.self].annotations
    let persons = try document[Person.self].map(\.label)
    let prose = blocks.lazy.filter {
      $0.label.kind != .heading && $0.label.kind != .contents && $0.label.kind != .other
    }.map(\.span)
    let sightings = NameFinder.sightings(words, in: Array(prose), of: text, gazetteer)
    book = NameBook(sightings, persons: persons, gazetteer, words, in: text)
    found = [Finding?](repeating: nil, count: quotations.count)
    contents = [ContiguousArray<UInt64>?](repeating: nil, count: quotations.count)
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
    // By parent and 1: the last quotation in it so far.
    var lastInside = [Int](repeating: -1, count: quotations.count + 1)
    for (index, quotation) in quotations.enumerated() {
      open.removeAll { !quotations[$0].span.encloses(quotation.span) }
      let parent = open.last ?? -1
      parents.append(parent)
      let previous = lastInside[parent + 1]
      siblings.append((previous, -1))
      if previous >= 0 { siblings[previous].next = index }
      lastInside[parent + 1] = index
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
      var company = Company(first: first)
      var next = first
      for index in first..<end {
        next = max(next, index + 1)
        while next < end, !isSpokenAlone(next) { next += 1 }
        company.next = next < end ? next : nil
        if found[index] == nil { found[index] = context(index, company) }
        if isSpokenAlone(index) { company.previous = index }
      }
      first = end
    }
    return found
  }

  /// Whether a quotation stands in no other and has its speaker.
  private func isSpokenAlone(_ index: Int) -> Bool {
    found[index] != nil && parents[index] < 0 && quotations[index].label.kind == .speech
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
      blockOf[index - 1] == blockOf[index], previous.rule.hasPrefix("cue.verb.after")
    else { return nil }
    let between = scene.beforeStart..<max(scene.beforeStart, scene.before + 1)
    guard between.count >= 2, between.count <= 14, scene.lead != UInt8(ascii: ":") else { return nil }
    let verbs = between.count { scene.line.isAny($0, of: .verb) && scene.line.shape($0) == .lower }
    return verbs == 1 ? previous.inherited("interrupted", 0.9) : nil
  }

  mutating func resolve(
    _ nominal: Nominal, in line: Line, _ index: Int, _ rule: String, _ score: Double, verb: UInt64 = 0
  ) -> Finding? {
    let offset = quotations[index].span.upperBound
    switch nominal.kind {
    case .name(let entity):
      var name = book.name(of: entity, by: max(offset, nominal.span.lowerBound), in: text)
      let other = resolver.coordinated(nominal, in: line)
      if let other { name += " and " + book.name(of: other, by: offset, in: text) }
      return Finding(name: name, entity: entity, mention: nominal.span, rule: rule, score: score, other: other)
    case .role where nominal.words.count == 2:
      if let holder = book.holder(of: nominal.head, by: nominal.span.lowerBound) {
        let name = book.name(of: holder, by: offset, in: text)
        return Finding(name: name, entity: holder, mention: nominal.span, rule: rule, score: score * 0.9)
      }
      let office = offices[nominal.head].flatMap { $0.lowerBound < nominal.span.lowerBound ? $0 : nil } ?? nominal.span
      return Finding(name: text.folded(office), entity: nil, mention: nominal.span, rule: rule, score: score)
    case .role, .work, .thing:
      return Finding(name: text.folded(nominal.span), entity: nil, mention: nominal.span, rule: rule, score: score)
    case .we: return Finding(name: "we", entity: nil, mention: nominal.span, rule: rule, score: score)
    case .i:
      let name = words.traits(of: verb).contains(.writing) && !isDialogue ? "the author" : "the narrator"
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

  /// The last speaker before a quotation whom a pronoun can mean, in a look of two hundred quotations back.
  func lastSpeaker(before index: Int, fitting kind: Nominal.Kind, blocks: Int) -> Finding? {
    for previous in (max(0, index - 200)..<index).reversed() where parents[previous] < 0 {
      guard blockOf[index] - blockOf[previous] <= blocks else { return nil }
      if let finding = found[previous], resolver.fits(finding, kind) { return finding }
    }
    return nil
  }
}
