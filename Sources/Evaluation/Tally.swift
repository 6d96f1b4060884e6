public import Codebook
import Standoff

/// How many passages or quotations take which stance, and which side the one who speaks is on.
public struct Tally: Sendable, Equatable {
  /// Judged ones, by stance; `none` among them.
  public private(set) var stances: [Stance: Int] = [:]
  /// Those with an attitude, by side.
  public private(set) var sides: [Side: Int] = [:]
  /// Those that no stage has judged, which is something else than the stance `none`.
  public private(set) var unjudged = 0

  public init() {}

  public mutating func add(_ judgment: Judgment?, _ attitude: Attitude?) {
    if let judgment { stances[judgment.stance, default: 0] += 1 } else { unjudged += 1 }
    if let attitude { sides[attitude.side, default: 0] += 1 }
  }

  public mutating func add(_ other: Tally) {
    stances.merge(other.stances, uniquingKeysWith: +)
    sides.merge(other.sides, uniquingKeysWith: +)
    unjudged += other.unjudged
  }

  public var judged: Int { stances.values.reduce(0, +) }
  /// Those that are on the side of above or of below.
  public var sided: Int { sides[.above, default: 0] + sides[.below, default: 0] }
  public func count(_ stance: Stance) -> Int { stances[stance] ?? 0 }
  public func count(_ side: Side) -> Int { sides[side] ?? 0 }

  /// The share of those on the side of below among those that take a side.
  public var belowSide: Share { Share(count(Side.below), of: sided) }
}

/// The counts of one document: passages, notes apart, and speech quotations by speaker.
public struct DocumentTally: Sendable {
  /// Passages with fewer words say too little to be counted in shares.
  public static let minimumWords = 5

  public private(set) var passages = Tally()
  public private(set) var notes = Tally()
  /// All quotations of the kind `speech`.
  public private(set) var speech = Tally()
  public private(set) var terms = 0
  public private(set) var titles = 0
  /// Speech quotations by the speaker's name; those without a speaker stand under the empty name.
  public private(set) var speakers: [String: Tally] = [:]
  /// Passages of debates and plays by who has the floor.
  public private(set) var turns: [String: Tally] = [:]

  public init(_ reading: Reading) {
    let text = reading.document.text
    for passage in reading.passages where passage.passage.words ?? text.words(in: passage.span) >= Self.minimumWords {
      if passage.passage.isNote {
        notes.add(passage.judgment, passage.attitude)
      } else {
        passages.add(passage.judgment, passage.attitude)
        if let turn = passage.turn {
          turns[turn.name ?? turn.who ?? "", default: Tally()].add(passage.judgment, passage.attitude)
        }
      }
    }
    for quotation in reading.quotations {
      switch quotation.quotation.kind {
      case .speech:
        speech.add(quotation.judgment, quotation.attitude)
        speakers[quotation.speaker.map { $0.entity ?? $0.name } ?? "", default: Tally()].add(
          quotation.judgment, quotation.attitude)
      case .term: terms += 1
      case .title: titles += 1
      }
    }
  }
}
