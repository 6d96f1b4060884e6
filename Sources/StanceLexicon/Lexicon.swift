public import Codebook
public import PluginAPI
import TextScanning

/// The constructions that speak for a stance, and the words that turn, cancel or weaken them.
///
/// Made of the codebook's cues and the scope words of their language; the built-in one once a process, for building the
/// table costs milliseconds. A class, so that whoever works with it for a passage takes one reference and not one to each
/// of its tables.
public final class Lexicon: Sendable {
  /// A line of the lexicon: phrases that speak for one stance with one weight.
  public struct Entry: Sendable {
    public let id: String
    public let toward: Stance
    public let weight: Double
    public let strain: Strain?
  }

  /// The stance and weight of an entry.
  public struct Force: Sendable {
    /// A number into ``stances``.
    public let stance: Int
    public let weight: Double
    /// A number into ``strains``.
    public let strain: Int?
  }

  /// What a phrase does to the cues behind it in its clause.
  enum Marker: String, CaseIterable {
    /// Turns the cues behind it to their opposites: “not”.
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

  /// The stances that cues speak for, in the codebook's order.
  public let stances: [Stance]
  /// Of each stance the number of what it is turned to by a negation; nothing where a negated cue says nothing.
  let opposites: [Int?]
  public let entries: [Entry]
  /// What an entry does, without the names that only its annotations need.
  public let forces: [Force]
  /// Every strain of an entry, in the order in which they first come.
  public let strains: [Strain]
  /// Of which stance each of them is a kind.
  public let strainStances: [Stance]
  let table: PatternTable
  /// The words with which a clause starts: “because”.
  let openers: WordSet
  /// The words with which a clause starts behind a comma: “and”.
  let joiners: WordSet

  /// - Parameters:
  ///   - words: the cues, as a codebook has them.
  ///   - scope: what turns, cancels and weakens them in their language.
  /// - Throws: ``PluginAPI/ConfigError`` with the place of what cannot be used.
  init(words: ConfigNode, scope: ConfigNode, of codebook: Codebook) throws {
    let stances = codebook.plainStances
    var entries: [Entry] = []
    var forces: [Force] = []
    var strains: [Strain] = []
    var phrases: [(phrase: String, number: Int)] = []
    for (number, marker) in Self.markers.enumerated() {
      for phrase in scope[marker.rawValue]?.strings ?? [] { phrases.append((phrase, number)) }
    }
    for group in words["groups"]?.list ?? [] {
      for entry in group["entries"]?.list ?? [] {
        guard let id = entry["id"]?.string, let weight = entry["weight"]?.number,
          let toward = (entry["toward"] ?? group["toward"])?.string,
          let stance = stances.firstIndex(of: Stance(rawValue: toward))
        else { throw ConfigError("an entry needs “id”, “weight” and a stance as “toward”", at: entry.place) }
        for phrase in entry["phrases"]?.strings ?? [] {
          phrases.append((phrase, Self.markers.count + entries.count))
        }
        let strain = (entry["strain"] ?? group["strain"])?.string.map { Strain(rawValue: $0) }
          .flatMap { codebook.strains(of: stances[stance]).contains($0) ? $0 : nil }
        if let strain, !strains.contains(strain) { strains.append(strain) }
        entries.append(Entry(id: id, toward: stances[stance], weight: weight, strain: strain))
        forces.append(Force(stance: stance, weight: weight, strain: strain.flatMap(strains.firstIndex)))
      }
    }
    self.stances = stances
    self.entries = entries
    self.forces = forces
    self.strains = strains
    strainStances = strains.map { strain in codebook.strains.first { $0.name == strain }?.stance ?? codebook.rest }
    opposites = stances.map { codebook.definition(of: $0)?.opposite.flatMap(stances.firstIndex) }
    openers = WordSet(scope["opens"]?.strings ?? [])
    joiners = WordSet(scope["joins"]?.strings ?? [])
    let classes = (words["classes"]?.entries ?? []).map {
      PatternTable.WordClass($0.key, $0.value.strings ?? [])
    }
    do {
      table = try PatternTable(
        classes: classes, phrases: phrases, common: scope["common"]?.strings ?? [],
        barred: (scope["turns"]?.strings ?? []).flatMap(Self.words))
    } catch {
      throw ConfigError("\(error)", at: words.place(ofPhraseIn: error))
    }
  }

  /// The words of a phrase that is one word or a choice of single words; of any other none.
  private static func words(of phrase: String) -> [String] {
    let isChoice = phrase.hasPrefix("(") && phrase.hasSuffix(")")
    let words = (isChoice ? phrase.dropFirst().dropLast() : phrase[...]).split(separator: "|").map(String.init)
    return words.contains { $0.contains { " ()[]_".contains($0) } } ? [] : words
  }

  func meaning(of match: PatternTable.Match) -> Meaning {
    match.pattern < Self.markers.count
      ? .marker(Self.markers[match.pattern]) : .cue(match.pattern - Self.markers.count)
  }
}

// MARK: Of codebooks

extension Lexicon {
  /// What turns and ends cues, and how English is told, for components that use a lexicon to declare; the cues
  /// themselves are the codebook's, whose hash belongs to every run.
  public static let words: [WordFile] = [.scope, .scopeDe, .language]

  /// The words of a language that turn, cancel and weaken cues; none where its lexicon has to bring them.
  private static func scope(of language: String) -> WordFile? {
    switch language {
    case "en": .scope
    case "de": .scopeDe
    default: nil
    }
  }

  /// What is hashed of the words around cues, for models that were trained with them.
  public static func scopeBytes(of source: LexiconSource?) -> [UInt8] {
    [source.flatMap { scope(of: $0.language) }, .language].compactMap(\.self).flatMap(\.bytes)
  }

  /// One without any cue.
  public static func empty(of codebook: Codebook) throws -> Lexicon {
    try Lexicon(words: ConfigNode(.null), scope: ConfigNode(.null), of: codebook)
  }

  public static let builtIn = Result { try Lexicon.make(of: .twoSouls, language: "en") }

  /// The lexicon of a codebook in a language.
  ///
  /// - Throws: ``PluginAPI/ConfigError`` where the codebook has none, or a phrase that cannot be used.
  public static func make(of codebook: Codebook, language: String) throws -> Lexicon {
    guard let source = codebook.lexicon(for: language) else {
      throw ConfigError(
        "the codebook “\(codebook.name)” has no words for the language “\(language)” under “lexicon:”", at: .none)
    }
    let words = try source.load()
    return try Lexicon(
      words: words, scope: try words["scope"] ?? scope(of: source.language)?.load() ?? ConfigNode(.null), of: codebook)
  }

  /// Those of all languages of a codebook, by language.
  public static func all(of codebook: Codebook) throws -> [String: Lexicon] {
    if codebook.isBuiltIn { return ["en": try builtIn.get()] }
    let pairs = try codebook.lexicons.map { ($0.language, try make(of: codebook, language: $0.language)) }
    return Dictionary(pairs) { first, _ in first }
  }
}

extension ConfigNode {
  /// Where the phrase stands that an error is about; else where this does.
  fileprivate func place(ofPhraseIn error: PhraseError) -> Place {
    switch error {
    case .unclosed(let phrase), .empty(let phrase): place(of: phrase) ?? place
    }
  }

  private func place(of phrase: String) -> Place? {
    switch content {
    case .string(let string): string == phrase ? place : nil
    case .list(let list): list.lazy.compactMap { $0.place(of: phrase) }.first
    case .map(let entries): entries.lazy.compactMap { $0.value.place(of: phrase) }.first
    default: nil
    }
  }
}
