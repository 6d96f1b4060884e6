import PluginAPI
import TextScanning

/// What the model knows of single words before it learns: their classes, and the spelling of today for older ones.
///
/// Made of `classes.yaml` and `spellings.yaml` once a process.
final class Vocabulary: Sendable {
  /// How a class behaves in a clause.
  enum Kind: Sendable {
    /// Someone or something that acts or is acted upon.
    case thing
    case act
    /// Words that only matter beside others.
    case word
  }

  /// The classes of a word: their numbers from 1, a byte each, the lowest first; 0 is none.
  typealias Classes = UInt32

  let names: [String]
  let kinds: [Kind]
  /// Classes that say something only together with another: prepositions, negations, auxiliaries.
  let isFunction: [Bool]
  let negation: UInt8
  private let classes: WordMap
  /// The number of the spelling of today in ``modern``, by the hash of the old one.
  private let spellings: WordMap
  private let modern: [(hash: UInt64, letters: [UInt8])]
  /// A bit for each of 65,536 hashes of old spellings, so that most words are passed by without a look.
  private let old: [UInt64]

  static let builtIn = Result { try Vocabulary(WordFile.classes.load(), spellings: WordFile.spellings.load()) }

  private static let functions: Set<String> = [
    "BY", "FOR", "OF", "TO", "OVER", "UNDER", "AGAINST", "FROM", "IN", "WITH", "OUR", "THEIR", "HIS", "OWNADJ", "ALL",
    "BE", "MORE", "ONE", "WHO", "IF", "BUT", "MUST", "CAN", "NEG",
  ]
  private static let pronouns: Set<String> = ["WE", "THEY", "HE", "I", "YOU", "SELF", "SELFONE"]

  init(_ file: ConfigNode, spellings: ConfigNode) throws {
    var names: [String] = []
    var kinds: [Kind] = []
    var classes = WordMap()
    let sections: [(name: String, kind: Kind, forms: (String) -> [String])] = [
      ("things", .thing, Inflection.ofThing), ("acts", .act, Inflection.ofAct), ("words", .word, { [$0] }),
    ]
    for section in sections {
      for entry in file[section.name]?.entries ?? [] {
        names.append(entry.key)
        kinds.append(Self.pronouns.contains(entry.key) ? .thing : section.kind)
        guard names.count < 128 else { throw ConfigError("more than 127 classes", at: entry.keyPlace) }
        for word in entry.value.strings ?? [] {
          for form in section.forms(word) { Self.add(UInt64(names.count), to: form, &classes) }
        }
      }
    }
    self.names = names
    self.kinds = kinds
    isFunction = names.map(Self.functions.contains)
    negation = UInt8((names.firstIndex(of: "NEG") ?? -1) + 1)
    self.classes = classes
    var map = WordMap()
    var modern: [(hash: UInt64, letters: [UInt8])] = []
    var old = [UInt64](repeating: 0, count: 1024)
    for entry in spellings.entries ?? [] {
      guard let today = entry.value.string else { continue }
      let hash = Words.hash(of: entry.key)
      old[Int((hash & 0xFFFF) >> 6)] |= 1 << (hash & 63)
      map[hash] = UInt64(modern.count)
      modern.append((Words.hash(of: today), Array(today.utf8)))
    }
    self.spellings = map
    self.modern = modern
    self.old = old
  }

  @inline(__always)
  func classes(of hash: UInt64) -> Classes { classes[hash].map { Classes(truncatingIfNeeded: $0) } ?? 0 }

  /// The word of today for an old spelling.
  @inline(__always)
  func modern(_ hash: UInt64) -> (hash: UInt64, letters: [UInt8])? {
    guard old[Int((hash & 0xFFFF) >> 6)] & 1 << (hash & 63) != 0 else { return nil }
    return spellings[hash].map { modern[Int($0)] }
  }

  /// Puts a word into a class, if it is not in four already.
  private static func add(_ number: UInt64, to word: String, _ classes: inout WordMap) {
    let hash = Words.hash(of: word)
    guard hash != 0 else { return }
    let known = classes[hash] ?? 0
    var place: UInt64 = 0
    while place < 32, known >> place & 0xFF != 0 {
      if known >> place & 0xFF == number { return }
      place += 8
    }
    if place < 32 { classes[hash] = known | number << place }
  }
}

/// The forms of English words; irregular ones stand behind slashes: `give/gave/given`.
private enum Inflection {
  static func ofThing(_ word: String) -> [String] {
    let parts = word.split(separator: "/").map(String.init)
    guard let base = parts.first else { return [] }
    return parts.count > 1 ? parts + [base + "'s"] : [base, base + "'s", withS(base)]
  }

  static func ofAct(_ word: String) -> [String] {
    let parts = word.split(separator: "/").map(String.init)
    guard let base = parts.first else { return [] }
    let stem = base.hasSuffix("e") ? String(base.dropLast()) : base
    let irregular = parts.dropFirst()
    var forms = parts + [withS(base), base + "eth"]
    if !irregular.contains(where: { $0.hasSuffix("ing") }) { forms.append(stem + "ing") }
    if irregular.allSatisfy({ $0.hasSuffix("ing") }) {
      forms.append(endsInConsonantAndY(base) ? base.dropLast() + "ied" : stem + "ed")
    }
    return forms
  }

  private static func withS(_ word: String) -> String {
    if ["s", "x", "z", "ch", "sh"].contains(where: word.hasSuffix) { return word + "es" }
    return endsInConsonantAndY(word) ? word.dropLast() + "ies" : word + "s"
  }

  private static func endsInConsonantAndY(_ word: String) -> Bool {
    word.hasSuffix("y") && !["a", "e", "i", "o", "u"].contains { word.dropLast().hasSuffix($0) }
  }
}
