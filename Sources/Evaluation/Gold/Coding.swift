public import Codebook
public import Standoff

/// What one coder, a person or a pipeline, says of a document: its passages and quotations with their labels.
///
/// Gold and found labels are codings of the same document; scoring and agreement set two of them side by side.
public struct Coding: Sendable, Equatable {
  /// A passage or quotation and its labels. A label is nothing where the coder gave none.
  public struct Item: Sendable, Equatable {
    public var id: AnnotationID?
    /// Bytes of the original (decompressed) file.
    public var source: Range<Int>
    public var words: String
    public var kind: Quotation.Kind?
    public var marks: String?
    public var speaker: String?
    /// One name for all names of the same speaker; the name itself where nothing else is known.
    public var entity: String?
    public var stance: Stance?
    public var attitude: AttitudeKind?
    public var strain: Strain?
    /// The rule that decided the kind, and how sure it is, from 0 to 1.
    public var rule: Decision?
    /// The rule that found the speaker.
    public var speakerRule: Decision?
    /// How much speaks for each stance.
    public var scores: [Judgment.Score] = []
    /// What decided the attitude.
    public var attitudeRule: Decision?
    /// Where the words stand in ``Coding/text``.
    public var span: Span?

    public init(
      id: AnnotationID? = nil, source: Range<Int>, words: String = "", kind: Quotation.Kind? = nil,
      marks: String? = nil, speaker: String? = nil, entity: String? = nil, stance: Stance? = nil,
      attitude: AttitudeKind? = nil, strain: Strain? = nil, rule: Decision? = nil, speakerRule: Decision? = nil,
      span: Span? = nil
    ) {
      self.id = id
      self.source = source
      self.words = words
      self.kind = kind
      self.marks = marks
      self.speaker = speaker
      self.entity = entity ?? speaker
      self.stance = stance
      self.attitude = attitude
      self.strain = strain
      self.rule = rule
      self.speakerRule = speakerRule
      self.span = span
    }
  }

  /// What made a label, and how sure it says it is.
  public struct Decision: Sendable, Equatable {
    public let rule: String
    /// From 0 to 1.
    public let score: Double

    public init(rule: String, score: Double) {
      self.rule = rule
      self.score = score
    }
  }

  /// The file in which an editor finds the items.
  public struct Original: Sendable, Equatable {
    public let file: String
    public let lines: SourceLines
    /// Where the bytes that the items count start in the file.
    public let start: Int

    public init(file: String, lines: SourceLines, start: Int = 0) {
      self.file = file
      self.lines = lines
      self.start = start
    }
  }

  /// Which bytes the items' ranges count.
  public enum Places: Sendable {
    /// Those of the original file.
    case source
    /// Those of the document's own text, as UTF-8.
    case text
  }

  public var document: String
  public var passages: [Item]
  public var quotations: [Item]
  /// Whether all quotations of the document are coded, so that one found beyond them is wrong.
  public var hasAllQuotations: Bool
  /// Whether the items stand on those of the coding they are scored against and carry its ids, as corrections do.
  public var isByID = false
  /// The bytes that the ranges count, where they are known.
  public var bytes: [UInt8]?
  /// The text in which the items have their ``Item/span``, for the words around them.
  public var text: Text?
  public var original: Original?

  public init(
    document: String, passages: [Item] = [], quotations: [Item] = [], hasAllQuotations: Bool = true,
    bytes: [UInt8]? = nil, text: Text? = nil
  ) {
    self.document = document
    self.passages = passages
    self.quotations = quotations
    self.hasAllQuotations = hasAllQuotations
    self.bytes = bytes
    self.text = text
  }

  /// The labels that stand in a document. A document without an offset map counts the bytes of its text.
  public init(_ reading: Reading, places: Places = .source) {
    let document = reading.document
    let counter = PlaceCounter(document, places)
    self.init(
      document: document.id,
      passages: reading.passages.map { passage in
        Item(
          id: passage.id, source: counter.place(of: passage.span), words: document.text[passage.span],
          stance: passage.judgment?.stance, attitude: passage.attitude?.attitude, strain: passage.judgment?.strain,
          span: passage.span
        ).scored(passage)
      },
      quotations: reading.quotations.map { quotation in
        Item(
          id: quotation.id, source: counter.place(of: quotation.span), words: document.text[quotation.span],
          kind: quotation.quotation.kind, marks: quotation.quotation.marks, speaker: quotation.speaker?.name,
          entity: quotation.speaker?.entity, stance: quotation.judgment?.stance, attitude: quotation.attitude?.attitude,
          strain: quotation.judgment?.strain,
          rule: Decision(rule: quotation.quotation.rule, score: quotation.quotation.score),
          speakerRule: quotation.speaker.map { Decision(rule: $0.rule, score: $0.score) }, span: quotation.span
        ).scored(quotation)
      },
      hasAllQuotations: document.has(Quotation.layer), bytes: counter.countsText ? document.text.utf8 : nil,
      text: document.text)
  }
}

extension Coding.Item {
  fileprivate func scored(_ judged: some Reading.Judged) -> Self {
    var item = self
    item.scores = judged.judgment?.scores ?? []
    item.attitudeRule = judged.attitude.map { Coding.Decision(rule: $0.by, score: $0.score) }
    return item
  }

  /// The score of the stance that was chosen.
  var stanceScore: Double? { scores.first { $0.stance == stance }?.value }

  /// The stance beside the rest that most speaks for, chosen or not.
  func strongest(_ codebook: Codebook) -> Judgment.Score? {
    scores.filter { $0.stance != codebook.rest && !codebook.contrasts.contains($0.stance) }.max { $0.value < $1.value }
  }
}

extension Coding {
  /// The labels and their places alone, which is little to keep.
  public var withoutWords: Coding {
    func bare(_ items: [Item]) -> [Item] {
      items.map { item in
        var item = item
        item.words = ""
        return item
      }
    }
    return Coding(
      document: document, passages: bare(passages), quotations: bare(quotations), hasAllQuotations: hasAllQuotations)
  }
}

/// Leads spans to the bytes by which items are matched.
struct PlaceCounter {
  let document: Document
  let countsText: Bool

  init(_ document: Document, _ places: Coding.Places) {
    self.document = document
    countsText = places == .text || document.map.isEmpty
  }

  /// White space and emphasis marks at the edges are left out, so that a hull does not take in what lies beside them.
  func place(of span: Span) -> Range<Int> {
    let span = Emphasis.trimmed(span, in: document.text.utf8)
    return countsText ? span : document.map.file(span)
  }
}

/// The bytes at the edge of a span that make no difference: white space and the marks `_` and `*`, with which plain text
/// writes italics.
enum Emphasis {
  static func trimmed(_ range: Range<Int>, in bytes: [UInt8]) -> Range<Int> {
    guard range.lowerBound >= 0, range.upperBound <= bytes.count else { return range }
    var (start, end) = (range.lowerBound, range.upperBound)
    while start < end, isEmpty(bytes[start]) { start += 1 }
    while end > start, isEmpty(bytes[end - 1]) { end -= 1 }
    return start < end ? start..<end : range
  }

  private static func isEmpty(_ byte: UInt8) -> Bool {
    byte == 0x20 || (byte >= 0x09 && byte <= 0x0D) || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "*")
  }
}
