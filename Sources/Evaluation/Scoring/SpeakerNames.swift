/// Tells whether two names mean the same speaker.
///
/// Case, articles, titles and punctuation do not count, and it is enough that the names share the surname (the last
/// word): “Marx” is “Dr. Karl Marx”, “Jocelin” is “Jocelin of Brakelond”. Given names that contradict each other are two
/// people: “Karl Liebknecht” is not “Wilhelm Liebknecht”, while “K. Liebknecht” may be.
public struct SpeakerNames: Sendable {
  /// The group of each name that has aliases.
  private var groups: [[String]: Int] = [:]

  /// - Parameter aliases: lists of names of one speaker each.
  public init(aliases: [[String]] = []) {
    for (group, names) in aliases.enumerated() {
      for name in names { groups[Self.words(of: name)] = group }
    }
  }

  public func match(_ one: String, _ other: String) -> Bool {
    let (first, second) = (Self.words(of: one), Self.words(of: other))
    if first == second { return !first.isEmpty || one == other }
    if let group = groups[first], group == groups[second] { return true }
    guard let surname = first.last, let otherSurname = second.last else { return false }
    guard surname == otherSurname else { return second.contains(surname) || first.contains(otherSurname) }
    let (given, otherGiven) = (first.dropLast(), second.dropLast())
    return given.isEmpty || otherGiven.isEmpty
      || given.contains { name in otherGiven.contains { Self.areCompatible(name, $0) } }
  }

  /// Equal, or one the initial of the other.
  private static func areCompatible(_ one: String, _ other: String) -> Bool {
    one == other || (one.count == 1 && other.hasPrefix(one)) || (other.count == 1 && one.hasPrefix(other))
  }

  /// The words that tell one speaker from another, in lower case. “A.” is an initial, “a” an article.
  static func words(of name: String) -> [String] {
    let name = name.lowercased()
    let words = name.split { !$0.isLetter && !$0.isNumber && $0 != "'" && $0 != "’" }
    let telling = words.filter { word in
      !ignored.contains(String(word)) || (word == "a" && name[word.endIndex...].first == ".")
    }
    return (telling.isEmpty ? words : telling).map { word in
      String(word.hasSuffix("'s") || word.hasSuffix("’s") ? word.dropLast(2) : word)
    }
  }

  /// Articles and titles of the languages the project reads, and what follows a surname.
  private static let ignored: Set<String> = [
    "a", "an", "the", "der", "die", "das", "ein", "eine", "le", "la", "les", "un", "une", "il", "lo", "el", "los",
    "mr", "mrs", "ms", "miss", "dr", "prof", "professor", "sir", "lord", "lady", "king", "queen", "prince", "princess",
    "emperor", "president", "senator", "comrade", "citizen", "brother", "abbot", "bishop", "father", "saint", "st",
    "rev", "reverend", "captain", "colonel", "general", "herr", "frau", "fräulein", "genosse", "monsieur", "madame",
    "mademoiselle", "m", "mm", "mme", "mlle", "signor", "signora", "señor", "señora", "don", "jr", "sr", "esq",
  ]
}
