import PluginAPI
import Standoff

/// Turns the elements of one TEI text into blocks, turns, quotations and the words between them.
struct DocumentReading {
  let settings: TEIFiles.Settings
  let xml: String?
  /// Of the root, unless its text says another.
  var language: String?
  var facts = HeaderFacts()
  /// Persons of lists outside the header.
  var morePersons = Persons()
  /// Words of another file have no place in this one.
  var isElsewhere = 0
  var hasText = false

  let hyphens: LineHyphens?
  var stream: TextStream
  var host: [TextStream] = []
  var frames: [Frame] = []
  var blocks: [BlockFrame] = []
  var page: String?
  private var owners = 0
  var ignoredDepth = 0
  var divisionLevel = 0
  var tokens = TokenSpacing()

  init(_ element: XMLElement, settings: TEIFiles.Settings, hyphens: LineHyphens?) {
    self.settings = settings
    self.hyphens = settings.lineHyphens == .join ? hyphens : nil
    xml = element.id
    language = element.language
    stream = TextStream(self.hyphens)
  }

  // MARK: Events

  mutating func start(_ element: XMLElement, _ role: Role) {
    if ignoredDepth > 0 || leavesOut(role, element) {
      ignoredDepth += 1
      return
    }
    var frame = Frame(
      role: role, start: stream.count, blocks: stream.marks.blocks.count, quotations: stream.marks.quotations.count)
    open(element, role, &frame)
    frames.append(frame)
  }

  mutating func end() {
    if ignoredDepth > 0 {
      ignoredDepth -= 1
      return
    }
    guard let frame = frames.popLast() else { return }
    close(frame)
  }

  mutating func text(_ piece: SourceCursor.Piece) {
    guard ignoredDepth == 0, !blocks.isEmpty else { return }
    let role = frames.isEmpty ? nil : frames[frames.count - 1].role
    if role == .choice || role == .apparatus || role == .substitution { return }
    if tokens.swallows(piece.bytes, in: role) { return }
    if stream.owner != blocks[blocks.count - 1].owner {
      guard WhiteSpace.hasWords(piece.bytes) else { return }
      stream.enter(blocks[blocks.count - 1], page)
    }
    stream.add(
      piece.bytes, source: isElsewhere > 0 || piece.source.isEmpty ? nil : piece.source, isVerbatim: piece.isVerbatim)
  }

  // MARK: Blocks

  /// Puts a frame on the stack in which words become blocks of this kind, or of the one that the context asks for.
  mutating func push(
    _ kind: Block.Kind, _ element: XMLElement, _ frame: inout Frame, context: Block.Kind? = nil, holdsText: Bool = true,
    owner: Int? = nil, n: String? = nil
  ) {
    if owner == nil || stream.owner != owner { stream.closeSegment() }
    owners += 2
    let around = contextOfBlock()
    let inner = around == .note || around == .stage || around == .other ? around : context ?? around
    blocks.append(
      BlockFrame(
        kind: Self.kind(kind, in: around), context: inner, xml: element.id, n: n, owner: owner ?? owners,
        holdsText: holdsText))
    frame.hasBlockFrame = true
    frame.start = stream.count
    frame.blocks = stream.marks.blocks.count
  }

  /// Puts a container on the stack: what has no block of its own in it becomes a paragraph, or what is said.
  mutating func pushContainer(
    _ element: XMLElement, _ frame: inout Frame, context: Block.Kind? = nil, loose: Block.Kind = .paragraph
  ) {
    push(loose, element, &frame, context: context, holdsText: false)
  }

  /// What the frames around make of a block; a quotation in the line that gets a block becomes one itself.
  private func contextOfBlock() -> Block.Kind? {
    var context = blocks.last?.context
    for frame in frames.reversed() {
      if frame.hasBlockFrame { break }
      guard frame.role == .quote || frame.role == .said else { continue }
      frame.details?.isBlock = true
      if frame.role == .quote, context == nil { context = .quotation }
    }
    return context
  }

  private static func kind(_ kind: Block.Kind, in context: Block.Kind?) -> Block.Kind {
    switch context {
    case nil: kind
    case .quotation: kind == .paragraph ? .quotation : kind
    case .item: kind == .paragraph ? .item : kind
    case let context?: context
    }
  }

  /// Starts a text of its own that joins this one behind the block.
  mutating func pushStream(_ kind: Block.Kind, _ element: XMLElement, _ frame: inout Frame, n: String? = nil) {
    var side = TextStream(hyphens)
    side.anchor = stream.count
    swap(&stream, &side)
    host.append(side)
    owners += 2
    blocks.append(BlockFrame(kind: kind, context: kind, xml: element.id, n: n, owner: owners, holdsText: true))
    frame.hasStream = true
    frame.hasBlockFrame = true
  }

  /// Ends the text of its own, which waits where words are at home and stands where they are not.
  mutating func popStream(as treatment: SideTreatment = .behindTheBlock) {
    guard var side = host.popLast() else { return }
    swap(&stream, &side)
    side.closeSegment()
    switch treatment {
    case .inLine:
      guard let block = blocks.last, side.count > 0 else { return }
      stream.enter(block, page)
      stream.addInline(side)
    case .behindTheBlock:
      if let block = blocks.last, block.holdsText, isOpen(block) {
        stream.wait(side)
      } else {
        stream.closeSegment()
        stream.append(side)
      }
    }
  }

  enum SideTreatment { case behindTheBlock, inLine }

  /// An utterance with paragraphs has no words of its own: a note in it stands between them, unless the one before
  /// has not come to the end of its sentence.
  private mutating func isOpen(_ block: BlockFrame) -> Bool {
    guard frames.last(where: { $0.hasBlockFrame })?.role == .utterance, stream.owner != block.owner else {
      return true
    }
    stream.isInterrupted = stream.segment != nil && !stream.endsSentence
    return stream.isInterrupted
  }

  var isInText: Bool { blocks.last?.holdsText ?? false }
}
