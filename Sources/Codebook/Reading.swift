public import Standoff

/// A document's passages and quotations, each with everything that was said of it: what reports, tables and
/// comparisons are made of.
public struct Reading: Sendable {
  /// What passages and quotations have in common once they are judged.
  public protocol Judged: Sendable {
    /// The id that tables print.
    var id: AnnotationID { get }
    /// Where it stands in the text.
    var span: Span { get }
    /// The block in which it starts.
    var block: Annotation<Block>? { get }
    /// Its stance, where a stage has judged.
    var judgment: Judgment? { get }
    /// What its speaker does with the stance, where a stage has said it.
    var attitude: Attitude? { get }
  }

  /// A passage with its judgment and attitude.
  public struct JudgedPassage: Judged {
    public let id: AnnotationID
    public let span: Span
    /// The passage itself.
    public let passage: Passage
    public let block: Annotation<Block>?
    /// Who has the floor: the speech in a debate or play that the passage is a part of.
    public let turn: Turn?
    public let judgment: Judgment?
    public let attitude: Attitude?
  }

  /// A quotation with its speaker, judgment and attitude.
  public struct JudgedQuotation: Judged {
    public let id: AnnotationID
    public let span: Span
    /// The quotation itself.
    public let quotation: Quotation
    /// Who said it, where a stage has found somebody.
    public let speaker: Speaker?
    public let judgment: Judgment?
    public let attitude: Attitude?
    public let block: Annotation<Block>?
  }

  /// What was read.
  public let document: Document
  /// In the order of the text.
  public let passages: [JudgedPassage]
  /// In the order of the text.
  public let quotations: [JudgedQuotation]
  private let blocks: BlockFinder

  /// - Parameters:
  ///   - document: with its blocks and passages.
  ///   - judgments: the layer of judgments to read; attitudes and speakers are those of the usual layers.
  /// - Throws: ``Standoff/LayerError`` for a document whose layers do not hold what they should.
  public init(_ document: Document, judgments: LayerName = Judgment.layer) throws {
    self.document = document
    let blocks = try document[Block.self]
    let (passages, quotations) = (try document[Passage.self].annotations, try document[Quotation.self].annotations)
    let (stated, judged) = (quotations.map(\.id), passages.map(\.id) + quotations.map(\.id))
    var judgment = Joined(try document.layer(judgments, of: Judgment.self), on: judged)
    var attitude = Joined(try document[Attitude.self], on: judged)
    var speaker = Joined(try document[Speaker.self], on: stated)
    let finder = BlockFinder(blocks)
    self.blocks = finder
    let turns = try document[Turn.self]
    var nextTurn = 0
    self.passages = passages.map { passage in
      while nextTurn < turns.count, turns[nextTurn].span.upperBound <= passage.span.lowerBound { nextTurn += 1 }
      let isInTurn = nextTurn < turns.count && turns[nextTurn].span.contains(passage.span.lowerBound)
      return JudgedPassage(
        id: passage.id, span: passage.span, passage: passage.label, block: finder.block(at: passage.span.lowerBound),
        turn: isInTurn ? turns[nextTurn].label : nil, judgment: judgment.label(on: passage.id),
        attitude: attitude.label(on: passage.id))
    }
    self.quotations = quotations.map { quotation in
      JudgedQuotation(
        id: quotation.id, span: quotation.span, quotation: quotation.label, speaker: speaker.label(on: quotation.id),
        judgment: judgment.label(on: quotation.id), attitude: attitude.label(on: quotation.id),
        block: finder.block(at: quotation.span.lowerBound))
    }
  }
}

extension Reading {
  /// The block that holds an offset of the text; nothing between blocks.
  public func block(at offset: Int) -> Annotation<Block>? { blocks.block(at: offset) }

  /// How a reader would cite a place: page, `xml:id` or paragraph number, whatever the source gives, most exact last.
  public func locator(of id: AnnotationID, block: Annotation<Block>?) -> String {
    var parts: [String] = []
    if let page = block?.label.page { parts.append("p. \(page)") }
    if let xml = block?.label.xml {
      parts.append("#\(xml)")
    } else if let paragraph = block.flatMap(paragraphNumber) {
      parts.append("¶ \(paragraph)")
    }
    parts.append(id.description)
    return parts.joined(separator: ", ")
  }

  /// Counts the blocks of the document from 1, headings and notes among them: the number in the block's id.
  public func paragraphNumber(_ block: Annotation<Block>) -> String? {
    let digits = block.id.description.utf8.reversed().prefix { $0 >= 0x30 && $0 <= 0x39 }
    return digits.isEmpty ? nil : String(decoding: digits.reversed(), as: UTF8.self)
  }

  /// The words at a span on one line: white space is folded, and what exceeds the limit gives way to `…`.
  ///
  /// - Parameters:
  ///   - span: bytes of the text.
  ///   - limit: in Unicode scalars.
  /// - Returns: the empty string for a span that leaves the text.
  public func words(at span: Span, limit: Int) -> String {
    guard document.text.holds(span), limit > 0 else { return "" }
    var words: [UInt8] = []
    var scalars = 0
    var isWhite = false
    for byte in document.text.utf8[document.text.trimmed(span)] {
      if byte == 0x20 || (byte >= 0x09 && byte <= 0x0D) {
        isWhite = true
        continue
      }
      if byte & 0xC0 != 0x80 {
        scalars += isWhite ? 2 : 1
        guard scalars <= limit else { return String(decoding: words, as: UTF8.self) + "…" }
      }
      if isWhite { words.append(0x20) }
      isWhite = false
      words.append(byte)
    }
    return String(decoding: words, as: UTF8.self)
  }
}

/// Finds the block at an offset; blocks are in text order and do not overlap.
private struct BlockFinder: Sendable {
  let blocks: Layer<Block>

  init(_ blocks: Layer<Block>) { self.blocks = blocks }

  func block(at offset: Int) -> Annotation<Block>? {
    var (low, high) = (0, blocks.count)
    while low < high {
      let middle = (low + high) / 2
      if blocks[middle].span.upperBound <= offset { low = middle + 1 } else { high = middle }
    }
    return low < blocks.count && blocks[low].span.contains(offset) ? blocks[low] : nil
  }
}

/// Finds the labels on annotations that are asked for one after another.
///
/// Stages answer in the order of what they answer to, so the label asked for is mostly the next one; only what comes out
/// of order is looked up.
private struct Joined<L: Label> where L.Anchor == AnnotationID {
  private let annotations: [Annotation<L>]
  /// Nothing where every label is met in order, so that one which is not the next is not there.
  private let byTarget: [AnnotationID: Annotation<L>]?
  private var next = 0

  /// - Parameter targets: those that will be asked for, in this order.
  init(_ layer: Layer<L>, on targets: [AnnotationID]) {
    annotations = layer.annotations
    var met = 0
    for target in targets where met < annotations.count && annotations[met].target == target { met += 1 }
    byTarget = met == annotations.count ? nil : layer.byTarget
  }

  mutating func label(on target: AnnotationID) -> L? {
    if next < annotations.count, annotations[next].target == target {
      next += 1
      return annotations[next - 1].label
    }
    return byTarget?[target]?.label
  }
}
