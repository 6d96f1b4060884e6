public import Codebook
import Standoff

/// The counts of one document: passages, notes apart, and speech quotations by speaker.
public struct DocumentTally: Sendable {
  /// Passages with fewer words say too little to be counted in shares.
  public static let minimumWords = 5

  public let passages: GroupTally
  public private(set) var notes = Tally()
  /// All quotations of the kind `speech`.
  public let speech: GroupTally
  public private(set) var terms = 0
  public private(set) var titles = 0
  /// Speech quotations by the speaker's name; those without a speaker stand under the empty name.
  public let speakers: [String: GroupTally]
  /// Passages of debates and plays by who has the floor.
  public let turns: [String: GroupTally]

  public init(_ reading: Reading) {
    let counted = reading.passages.filter { Self.isCounted($0, in: reading) }
    let parts = TextParts(
      reading.document, passages: counted.lazy.filter { !$0.passage.isNote }.map(\.span.lowerBound))
    var (passages, speech) = (PartCounter(), PartCounter())
    var (speakers, turns) = ([String: PartCounter](), [String: PartCounter]())
    for passage in counted {
      guard !passage.passage.isNote else {
        notes.add(passage.judgment, passage.attitude)
        continue
      }
      let part = parts.part(at: passage.span.lowerBound)
      passages.add(passage.judgment, passage.attitude, part: part)
      if let turn = passage.turn {
        turns[turn.name ?? turn.who ?? "", default: PartCounter()].add(passage.judgment, passage.attitude, part: part)
      }
    }
    for quotation in reading.quotations {
      switch quotation.quotation.kind {
      case .speech:
        let part = parts.part(at: quotation.span.lowerBound)
        speech.add(quotation.judgment, quotation.attitude, part: part)
        speakers[quotation.speakerName, default: PartCounter()].add(
          quotation.judgment, quotation.attitude, part: part)
      case .term: terms += 1
      case .title: titles += 1
      }
    }
    self.passages = passages.group
    self.speech = speech.group
    self.speakers = speakers.mapValues(\.group)
    self.turns = turns.mapValues(\.group)
  }

  /// Whether a passage has words enough to stand in shares.
  static func isCounted(_ passage: Reading.JudgedPassage, in reading: Reading) -> Bool {
    passage.passage.words ?? reading.document.text.words(in: passage.span) >= minimumWords
  }
}

extension Reading.JudgedQuotation {
  /// The one name for all names of the speaker; empty where there is none.
  var speakerName: String { speaker.map { $0.entity ?? $0.name } ?? "" }
}
