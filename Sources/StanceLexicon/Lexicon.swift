public import Codebook
public import PluginAPI
import TextScanning

/// The constructions that speak for a stance, and the words that turn, cancel or weaken them.
///
/// Made of `lexicon.yaml` and `scope.yaml` once a process: building the table costs milliseconds. A class, so that
/// whoever works with it for a passage takes one reference and not one to each of its tables.
public final class Lexicon: Sendable {
  /// A line of the lexicon: phrases that speak for one stance with one weight.
  public struct Entry: Sendable {
    public let id: String
    public let toward: Stance
    public let weight: Double
    public let strain: Strain?
  }

  /// The side and weight of an entry.
  public struct Force: Sendable {
    public let isAbove: Bool
    public let weight: Double
    /// A number into ``strains``.
    public let strain: Int?
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

  public let entries: [Entry]
  /// What an entry does, without the names that only its annotations need.
  public let forces: [Force]
  /// Every strain of an entry, in the order in which they first come.
  public let strains: [Strain]
  let table: PatternTable
  /// The words with which a clause starts: “because”.
  let openers: WordSet
  /// The words with which a clause starts behind a comma: “and”.
  let joiners: WordSet

  /// What the lexicon and the language check are made of, for components that use them to declare.
  public static let words: [WordFile] = [.lexicon, .scope, .language]

  public static let builtIn = Result { try Lexicon(words: WordFile.lexicon.load(), scope: WordFile.scope.load()) }

  public init(words: ConfigNode, scope: ConfigNode) throws {
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
            id: id, toward: Stance(rawValue: toward), weight: weight, strain: toward == "above" ? strain : nil))
      }
    }
    self.entries = entries
    let strains = entries.compactMap(\.strain).reduce(into: [Strain]()) { if !$0.contains($1) { $0.append($1) } }
    self.strains = strains
    forces = entries.map { entry in
      Force(
        isAbove: entry.toward == .above, weight: entry.weight,
        strain: strains.firstIndex { $0 == entry.strain })
    }
    openers = WordSet(scope["opens"]?.strings ?? [])
    joiners = WordSet(scope["joins"]?.strings ?? [])
    let classes = (words["classes"]?.entries ?? []).map {
      PatternTable.WordClass($0.key, $0.value.strings ?? [])
    }
    table = try PatternTable(classes: classes, phrases: phrases, common: scope["common"]?.strings ?? [])
  }

  func meaning(of match: PatternTable.Match) -> Meaning {
    match.pattern < Self.markers.count
      ? .marker(Self.markers[match.pattern]) : .cue(match.pattern - Self.markers.count)
  }
}
