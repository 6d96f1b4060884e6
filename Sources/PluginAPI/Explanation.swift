public import Standoff

/// A stage that can say what a label of its own rests on, so that `twosouls explain` can ask it.
///
/// The stages that ship are asked in this manner; a stage of a plugin that answers is shown like them.
public protocol Explainable: Stage {
  /// What the label on a passage or quotation rests on.
  ///
  /// - Parameters:
  ///   - id: of the passage or quotation.
  ///   - document: with the layers that the stage requires; its own layer may be there or not.
  /// - Returns: nothing where the stage gives no label: it does not judge such a unit or a text in this language.
  func explain(_ id: AnnotationID, in document: Document) throws -> Explanation?
}

/// What a label rests on: numbers that add up to its score, and the stage itself, to be asked what it would say otherwise.
public struct Explanation: Sendable {
  /// The questions that were answered, the chief one first: the stance, then its strain.
  public var parts: [Part]
  /// The words that were judged, in text order; what is left out to change the label is among them.
  public var words: [Span]
  /// What the stage says of the same unit where some of its words are not there.
  public var verdict: @Sendable (_ without: [Span]) -> Verdict
  /// Of labelled items those that are most like the unit, the likest first; nothing where the stage knows no likeness.
  public var nearest: (@Sendable (_ items: [TrainingItem], _ count: Int) -> [Neighbour])?

  public init(
    parts: [Part], words: [Span], verdict: @escaping @Sendable (_ without: [Span]) -> Verdict,
    nearest: (@Sendable (_ items: [TrainingItem], _ count: Int) -> [Neighbour])? = nil
  ) {
    self.parts = parts
    self.words = words
    self.verdict = verdict
    self.nearest = nearest
  }

  /// A question with its labels: what speaks for each of them, and how that becomes an answer.
  public struct Part: Sendable, Equatable {
    /// `stance`, `strain`, `attitude`.
    public var question: String
    /// The answer.
    public var label: String
    /// Every possible answer; the values of contributions and steps stand in this order.
    public var labels: [String]
    /// What speaks for the labels. Their values add up, label by label, to those of the first step.
    public var contributions: [Contribution]
    /// What becomes of the sums, down to the scores that are printed.
    public var steps: [Step]
    /// How the label follows from the last step, in a sentence.
    public var rule: String

    public init(
      question: String, label: String, labels: [String], contributions: [Contribution], steps: [Step], rule: String
    ) {
      self.question = question
      self.label = label
      self.labels = labels
      self.contributions = contributions
      self.steps = steps
      self.rule = rule
    }

    /// What the contributions add up to, label by label.
    public var sums: [Double] {
      contributions.reduce(into: Array(repeating: 0, count: labels.count)) { sums, one in
        for label in sums.indices { sums[label] += one.values[label] }
      }
    }
  }

  /// Something in the text that speaks for labels or against them.
  public struct Contribution: Sendable, Equatable {
    /// Things of one kind are shown together: `words`, `cues`.
    public var group: String
    /// What it is, for people: an entry of the lexicon, a pair of classes.
    public var feature: String
    /// Where it stands, first; nothing for what does not stand in the text.
    public var span: Span?
    /// How often it stands there.
    public var times: Int
    /// By label; 0 speaks neither for it nor against it.
    public var values: [Double]
    /// What should be known of it: that a negation turned it, over which words it speaks.
    public var note: String?

    public init(
      group: String, feature: String, span: Span? = nil, times: Int = 1, values: [Double], note: String? = nil
    ) {
      self.group = group
      self.feature = feature
      self.span = span
      self.times = times
      self.values = values
      self.note = note
    }
  }

  /// Numbers on their way from sums to scores.
  public struct Step: Sendable, Equatable {
    /// What happens here, in words.
    public var title: String
    /// By label; nothing where the step does not concern it.
    public var values: [Double?]

    public init(_ title: String, _ values: [Double?]) {
      self.title = title
      self.values = values
    }
  }

  /// A label with its score.
  public struct Score: Sendable, Equatable {
    /// The label.
    public var label: String
    /// From 0 to 1.
    public var value: Double

    public init(_ label: String, _ value: Double) {
      self.label = label
      self.value = value
    }
  }

  /// What a stage says of a unit, and how firmly.
  public struct Verdict: Sendable, Equatable {
    /// The label that is given.
    public var label: String
    /// The label that comes next: what would be said where this one falls.
    public var next: String
    /// How far the label is ahead of the next, in scores; it falls where nothing is left of this.
    public var lead: Double
    /// The score of each label.
    public var scores: [Score]

    public init(label: String, next: String, lead: Double, scores: [Score]) {
      self.label = label
      self.next = next
      self.lead = lead
      self.scores = scores
    }
  }

  /// A labelled item that is like the unit.
  public struct Neighbour: Sendable, Equatable {
    /// The item, with its labels.
    public var item: TrainingItem
    /// From 0 to 1.
    public var likeness: Double

    public init(_ item: TrainingItem, likeness: Double) {
      self.item = item
      self.likeness = likeness
    }
  }
}

extension Explanation {
  /// Of items with numbered features those whose directions are nearest to a unit's (cosine), the nearest first; those
  /// that share nothing with it are left out. Of equals the one that comes first in the items.
  public static func nearest(
    to unit: [UInt64: Double], among items: [TrainingItem], _ count: Int,
    features: (TrainingItem) -> [UInt64: Double]
  ) -> [Neighbour] {
    let size = length(unit)
    guard size > 0, count > 0 else { return [] }
    let found = items.enumerated().compactMap { place, item -> (place: Int, neighbour: Neighbour)? in
      let others = features(item)
      let shared = unit.reduce(0) { $0 + $1.value * (others[$1.key] ?? 0) }
      guard shared > 0 else { return nil }
      return (place, Neighbour(item, likeness: shared / (size * length(others))))
    }
    return found.sorted {
      $0.neighbour.likeness != $1.neighbour.likeness
        ? $0.neighbour.likeness > $1.neighbour.likeness : $0.place < $1.place
    }.prefix(count).map(\.neighbour)
  }

  private static func length(_ features: [UInt64: Double]) -> Double {
    features.values.reduce(0) { $0 + $1 * $1 }.squareRoot()
  }
}

/// A stretch of a text without some of its words, with a way back.
public struct ShortenedText: Sendable {
  /// What is left.
  public let utf8: [UInt8]
  /// What was left out, with the blank behind it, in the text's own offsets; in order.
  private let gaps: [Span]
  private let start: Int

  /// - Parameters:
  ///   - text: the bytes of the whole text.
  ///   - hull: what is taken of the text.
  ///   - left: spans of words inside it, in order, none overlapping.
  public init(_ text: [UInt8], _ hull: Span, without left: [Span]) {
    start = hull.lowerBound
    gaps = left.filter { hull.contains($0.lowerBound) && $0.upperBound <= hull.upperBound }.map { word in
      let isBlank = word.upperBound < hull.upperBound && text[word.upperBound] == 0x20
      let opens = word.lowerBound == hull.lowerBound || text[word.lowerBound - 1] == 0x20
      return word.lowerBound..<word.upperBound + (isBlank && opens ? 1 : 0)
    }
    var utf8: [UInt8] = []
    utf8.reserveCapacity(hull.count)
    var place = hull.lowerBound
    for gap in gaps {
      utf8 += text[place..<gap.lowerBound]
      place = gap.upperBound
    }
    self.utf8 = utf8 + text[place..<hull.upperBound]
  }

  /// Where a byte of the text stands here; for one that was left out, what stands in its place.
  public func place(of byte: Int) -> Int {
    var place = byte - start
    for gap in gaps where gap.lowerBound < byte { place -= min(byte, gap.upperBound) - gap.lowerBound }
    return place
  }

  /// Where a span of the text stands here.
  public func place(of span: Span) -> Span { place(of: span.lowerBound)..<place(of: span.upperBound) }

  /// Where a span stood in the text.
  public func original(_ span: Span) -> Span { original(span.lowerBound)..<original(span.upperBound - 1) + 1 }

  private func original(_ place: Int) -> Int {
    var byte = place + start
    for gap in gaps where gap.lowerBound <= byte { byte += gap.count }
    return byte
  }
}
