import Codebook
import Standoff
import TextScanning

/// The attribution of one document's quotations.
///
/// Paragraph by paragraph: the words are read, what the sentences say goes first, and what they leave open follows from
/// the quotations around, in talk for a whole conversation at once.
struct Attribution {
  let text: Text
  let words: SpeakerWords
  let book: NameBook
  let quotations: [Annotation<Quotation>]
  let blocks: [Annotation<Block>]
  let stated: StatedSpeakers
  let rules: CueRules
  let citations: Citations
  /// What the last note said that named somebody.
  var lastCited: Finding?
  let isDialogue: Bool
  let isTold: Bool
  /// For each quotation, the innermost one around it; -1 where none is.
  private(set) var parents: [Int] = []
  /// For each quotation, those before and behind it in the same quotation, or in none; -1 where there is none.
  private(set) var siblings: [(previous: Int, next: Int)] = []
  private(set) var blockOf: [Int] = []
  /// The quotations that stand in no other.
  private(set) var outer: [Span] = []
  var found: [Finding?]
  /// What the sentences say of each quotation, with the line they stand in.
  var cues: [(cue: Cue, line: Line)?]
  /// Of paragraphs and of quotations, apart, so that many short ones do not drive out a long one.
  var lines = RecentLines()
  var innerLines = RecentLines()
  var cast: Cast
  var discourse = Discourse()
  var conversation = Conversation()
  /// The block up to which the words have been read.
  private var lastRead = -1
  /// By the offset from which it holds, the name of the one who says `I`.
  var narratorNames: [(offset: Int, entity: Int)] = []
  /// The words of quotations, as hashes, once asked for.
  var contents: [ContiguousArray<UInt64>?]

  init(
    _ document: Document, _ quotations: [Annotation<Quotation>], _ stated: StatedSpeakers, _ words: SpeakerWords,
    _ gazetteer: Gazetteer?, without: Set<SpeakerRule>
  ) throws {
    text = document.text
    self.words = words
    self.quotations = quotations
    self.stated = stated
    blocks = try document[Block.self].annotations
    citations = Citations(blocks)
    let persons = try document[Person.self].map(\.label)
    let prose = blocks.lazy.filter {
      $0.label.kind != .heading && $0.label.kind != .contents && $0.label.kind != .other
    }.map(\.span)
    let sightings = NameFinder.sightings(words, in: Array(prose), of: text, gazetteer)
    book = NameBook(sightings, persons: persons, gazetteer, words, in: text)
    rules = CueRules(without: without, words: words, book: book)
    cast = Cast(book, words, text)
    found = [Finding?](repeating: nil, count: quotations.count)
    cues = [(cue: Cue, line: Line)?](repeating: nil, count: quotations.count)
    contents = [ContiguousArray<UInt64>?](repeating: nil, count: quotations.count)
    isDialogue = Self.isDialogue(document.text, quotations, blocks)
    isTold = isDialogue || Self.isTold(document.text, words)
    placeQuotations()
  }

  /// Whether many paragraphs start with quoted words that no colon leads to.
  private static func isDialogue(
    _ text: Text, _ quotations: [Annotation<Quotation>], _ blocks: [Annotation<Block>]
  ) -> Bool {
    var starts = Set<Int>()
    var isLed = false
    for block in blocks {
      let span = text.trimmed(block.span)
      if !isLed { starts.insert(span.lowerBound) }
      isLed = !span.isEmpty && text.utf8[span].suffix(3).contains(UInt8(ascii: ":"))
    }
    let outer = quotations.filter { $0.label.level == 0 && $0.label.marks != "block" && $0.label.kind == .speech }
    let first = outer.count { quotation in (1...3).contains { starts.contains(quotation.span.lowerBound - $0) } }
    return first >= 5 && first * 10 >= outer.count * 3
  }

  /// Whether somebody tells what happened to him, as against arguing: every sixtieth word is `I` or `my`.
  private static func isTold(_ text: Text, _ words: SpeakerWords) -> Bool {
    let sample = Words(in: text.utf8, span: 0..<min(text.count, 100_000))
    let first = sample.hashes.count { words.traits(of: $0).contains(.i) }
    return first >= 8 && first * 60 > sample.count
  }

  /// Whether a pair of marks only sets off a word or two of the sentence, as with the name of a work.
  func isInSentence(_ index: Int) -> Bool {
    quotations[index].label.kind != .speech && quotations[index].span.count <= 60
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
      if !isInSentence(index) {
        if previous >= 0 { siblings[previous].next = index }
        lastInside[parent + 1] = index
        if open.isEmpty { outer.append(quotation.span) }
      }
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
      readWords(to: blockOf[first])
      for index in first..<end where quotations[index].label.kind == .speech {
        found[index] = stated.speaker(of: quotations[index].span)
        if found[index] == nil { cues[index] = cue(index) }
      }
      if isDialogue { take(turns: first..<end) } else { attribute(first..<end) }
      first = end
    }
    endConversation()
    for index in quotations.indices where found[index] == nil && parents[index] >= 0 { found[index] = nested(index) }
    return found
  }

  /// Reads the paragraphs up to one; of those without quotations before it, the nearest four.
  private mutating func readWords(to block: Int) {
    for next in max(lastRead + 1, block - 4)..<max(lastRead + 1, block + 1) {
      let kind = blocks[next].label.kind
      guard kind != .heading, kind != .note || next == block else { continue }
      _ = read(blockLine(next))
    }
    lastRead = max(lastRead, block)
  }

  /// Reads a line that does not come in its turn.
  private mutating func readAhead(_ line: Line) {
    guard line.reading == nil else { return }
    let before = discourse
    _ = read(line)
    discourse = before
  }

  /// What the quoted words say of themselves, where an author's words may stand inside the marks: in a block, and in
  /// languages where the verb of such a clause comes first.
  private mutating func incise(_ index: Int) -> (cue: Cue, line: Line)? {
    guard !rules.without.contains(.incise), words.grammar.putsVerbFirst || quotations[index].label.marks == "block"
    else { return nil }
    let line = innerLine(of: index)
    guard let cue = rules.incise(line) else { return nil }
    readAhead(line)
    return (cue, line)
  }

  private mutating func cue(_ index: Int) -> (cue: Cue, line: Line)? {
    var scene = scene(of: index)
    var cue = rules.find(scene)
    if cue == nil, let leading = leadingScene(of: index) {
      scene = leading
      cue = rules.find(leading)
    }
    if cue == nil, !rules.without.contains(.verbAfter), let line = followingLine(index),
      let following = rules.verbFollowing(line)
    {
      readAhead(line)
      return (following, line)
    }
    if cue == nil, let incise = incise(index) { return incise }
    guard let cue else { return nil }
    readAhead(scene.line)
    return (cue, scene.line)
  }
}
