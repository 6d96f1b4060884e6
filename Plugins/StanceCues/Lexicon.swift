import Codebook
import PluginAPI
import TextScanning

/// The constructions that speak for a stance, and the words that turn, cancel or weaken them.
///
/// Made of `lexicon.yaml` and `scope.yaml` once a process: building the table costs milliseconds.
struct Lexicon: Sendable {
  /// A line of the lexicon: phrases that speak for one stance with one weight.
  struct Entry: Sendable {
    let id: String
    let toward: Stance
    let weight: Double
    let strain: Strain?
    /// Whether its own words hold the negation already, so that another before them says nothing.
    let isFixed: Bool
  }

  /// The side and weight of an entry.
  struct Force: Sendable {
    let isAbove: Bool
    let weight: Double
    let isFixed: Bool
  }

  /// What a phrase does to the cues behind it in its clause.
  enum Marker: String, CaseIterable {
    /// Turns the cues behind it to the other side: “not”.
    case turns
    /// Takes the cues behind it away: “instead of”.
    case cancels
    /// Takes half the weight of the cues behind it: “if”, “perhaps”.
    case weakens
    /// Looks like a negation and is none: “not only”.
    case neutral
  }

  /// What a match of ``table`` means.
  enum Meaning {
    case cue(Int)
    case marker(Marker)
  }

  private static let markers = Marker.allCases

  let entries: [Entry]
  /// What an entry does, without the names that only its annotations need.
  let forces: [Force]
  let table: PatternTable
  /// The words with which a clause starts: “because”.
  let openers: Set<UInt64>
  /// The words with which a clause starts behind a comma: “and”.
  let joiners: Set<UInt64>

  static let builtIn = Result {
    try Lexicon(
      words: WordFile.lexicon.load(), scope: WordFile.scope.load(),
      common: WordFile.language.load()["words"]?.strings ?? [])
  }

  /// - Parameter common: words with which no search should start.
  init(words: ConfigNode, scope: ConfigNode, common: [String] = []) throws {
    var entries: [Entry] = []
    var phrases: [(phrase: String, number: Int)] = []
    for (number, marker) in Self.markers.enumerated() {
      for phrase in scope[marker.rawValue]?.strings ?? [] { phrases.append((phrase, number)) }
    }
    for group in words["groups"]?.list ?? [] {
      for entry in group["entries"]?.list ?? [] {
        guard let id = entry["id"]?.string, let toward = (entry["toward"] ?? group["toward"])?.string,
          let weight = entry["weight"]?.number
        else { throw ConfigError("an entry needs “id”, “toward” and “weight”", at: entry.place) }
        for phrase in entry["phrases"]?.strings ?? [] {
          phrases.append((phrase, Self.markers.count + entries.count))
        }
        let strain = (entry["strain"] ?? group["strain"])?.string.flatMap { $0 == "-" ? nil : Strain(rawValue: $0) }
        entries.append(
          Entry(
            id: id, toward: Stance(rawValue: toward), weight: weight, strain: toward == "above" ? strain : nil,
            isFixed: entry["fixed"]?.bool ?? false))
      }
    }
    self.entries = entries
    forces = entries.map { Force(isAbove: $0.toward == .above, weight: $0.weight, isFixed: $0.isFixed) }
    openers = Set((scope["opens"]?.strings ?? []).map(Words.hash(of:)))
    joiners = Set((scope["joins"]?.strings ?? []).map(Words.hash(of:)))
    let classes = (words["classes"]?.entries ?? []).map {
      PatternTable.WordClass($0.key, $0.value.strings ?? [])
    }
    table = try PatternTable(classes: classes, phrases: phrases, common: common)
  }

  func meaning(of match: PatternTable.Match) -> Meaning {
    match.pattern < Self.markers.count
      ? .marker(Self.markers[match.pattern]) : .cue(match.pattern - Self.markers.count)
  }
}
