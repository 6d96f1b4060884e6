import Standoff
import TextScanning

/// Keeps the names of people, bodies and places among the capitalised sequences, by the statistics of the document.
struct NameSieve {
  let words: SpeakerWords
  private let parts: [NamePart]
  private let usage: WordUsage
  private let text: Text
  /// The given names and surnames of those who are surely people.
  private var known: Set<UInt64> = []
  /// Two words that stand side by side inside sentences: given name and surname, adjective and name.
  private var pairs: Set<UInt64> = []
  /// How often several capitalised words stand behind `the` inside a sentence: `the Daily Courier`.
  private var articled: [UInt64: Int] = [:]

  init(_ sightings: Sightings, _ words: SpeakerWords, in text: Text) {
    self.words = words
    self.text = text
    parts = sightings.parts
    usage = sightings.usage
    for sighting in sightings.all where sighting.isSure && !sighting.isCaps {
      for part in parts[sighting.parts] where !part.isInitial { known.insert(part.hash) }
    }
    for sighting in sightings.all where sighting.kind == .person {
      let names = parts[sighting.parts]
      if names.count > 1, sighting.hasArticle, !sighting.isSure, !sighting.isCaps {
        articled[Self.key(names), default: 0] += 1
      }
      if names.count > 1, !sighting.isSure, !sighting.startsSentence, !sighting.hasArticle, !sighting.isCaps,
        !names.contains(where: { isLowered($0) || $0.traits.isAny(of: .nation.union(.place)) })
      {
        for part in names { known.insert(part.hash) }
      }
      if sighting.isSure, let last = names.last, let given = names.dropLast().last, names.count == 2 {
        pairs.insert(Self.pair(given.hash, last.hash))
      }
      if sighting.attribute != 0, !sighting.startsSentence, let first = names.first {
        pairs.insert(Self.pair(sighting.attribute, first.hash))
      }
    }
  }

  private static func pair(_ one: UInt64, _ other: UInt64) -> UInt64 { one &* 31 ^ other }

  private static func key(_ names: ArraySlice<NamePart>) -> UInt64 { names.reduce(0) { $0 &* 31 ^ $1.hash } }

  /// The sighting without words that are no part of the name; nothing where it names nobody.
  func sifted(_ sighting: Sighting) -> Sighting? {
    if sighting.listed != nil { return sighting }
    switch sighting.kind {
    case .place: return sighting
    case .acronym: return acronym(sighting)
    case .body: return body(sighting)
    case .person: return person(sighting)
    }
  }

  /// An acronym; a surname in capitals where the document has that surname.
  private func acronym(_ sighting: Sighting) -> Sighting? {
    let part = parts[sighting.parts.lowerBound]
    guard sighting.parts.count == 1 else { return sighting }
    var sighting = sighting
    if known.contains(part.hash) {
      sighting.kind = .person
      return sighting
    }
    let isWord = usage.lower(part.hash) > 0 || usage[part.hash].inside > 0 || isOrdinary(part)
    return isWord || part.traits.contains(.place) ? nil : sighting
  }

  private func body(_ sighting: Sighting) -> Sighting? {
    guard sighting.parts.count == 1 else { return sighting.isCaps ? nil : sighting }
    let part = parts[sighting.parts.lowerBound]
    let isName = usage.lower(part.hash) == 0 && !part.traits.contains(.common) && usage[part.hash].inside > 0
    return isName ? sighting : nil
  }

  private func person(_ sighting: Sighting) -> Sighting? {
    var sighting = sighting
    while sighting.parts.count > 1, let first = parts[sighting.parts].first,
      isSpare(first, sighting) || first.traits.contains(.nation)
    {
      sighting.parts.removeFirst()
      sighting.span = parts[sighting.parts.lowerBound].span.lowerBound..<sighting.span.upperBound
    }
    shorten(&sighting)
    guard let last = parts[sighting.parts].last else { return nil }
    if sighting.isCaps { return sighting.isSure || known.contains(last.hash) ? sighting : nil }
    if sighting.isSure {
      // `Mother Earth`, `Father Time`
      let isFigure = sighting.parts.count == 1 && isLowered(last) && !sighting.titleTraits.contains(.shortTitle)
      return isFigure ? nil : sighting
    }
    return sighting.parts.count > 1 ? several(sighting) : single(sighting, last)
  }

  /// Takes away what is no part of the name: `Poor` of `Poor Tom`, the place before a name in full.
  private func shorten(_ sighting: inout Sighting) {
    let names = parts[sighting.parts]
    guard let first = names.first, let last = names.last else { return }
    if sighting.attribute != 0, sighting.title == 0, sighting.startsSentence,
      !pairs.contains(Self.pair(sighting.attribute, first.hash))
    {
      sighting.span = first.span.lowerBound..<sighting.span.upperBound
    }
    if names.count > 1, sighting.titleTraits.contains(.crownedTitle), isLowered(last) {
      sighting.parts.removeLast()
      sighting.span = sighting.span.lowerBound..<names[names.endIndex - 2].span.upperBound
    }
    guard names.count > 2, sighting.title == 0, !first.isInitial, !first.traits.isAny(of: .given),
      pairs.contains(Self.pair(names[names.endIndex - 2].hash, last.hash))
    else { return }
    sighting.parts = names.endIndex - 2..<names.endIndex
    sighting.span = names[names.endIndex - 2].span.lowerBound..<sighting.span.upperBound
  }

  /// Whether a sentence starts with a word that only its place gives a capital: `Whereat Orde`.
  private func isSpare(_ first: NamePart, _ sighting: Sighting) -> Bool {
    guard sighting.startsSentence, !sighting.isSure || sighting.parts.count > 2, !first.isInitial,
      !first.traits.isAny(of: .given),
      sighting.title == 0
    else { return false }
    return isOrdinary(first) || usage.lower(first.hash) > 0 || isCommonForm(first)
  }

  /// Capitalised words of which none is a title or a given name.
  private func several(_ sighting: Sighting) -> Sighting? {
    let names = parts[sighting.parts]
    guard let last = names.last else { return nil }
    if sighting.hasParticle, known.contains(last.hash) {
      var sighting = sighting
      sighting.parts = sighting.parts.suffix(1)
      sighting.span = last.span
      return sighting
    }
    var sighting = sighting
    if names.contains(where: { isLowered($0) || $0.traits.contains(.nation) }) {
      guard !last.traits.contains(.nation), articled[Self.key(names), default: 0] > 1 else { return nil }
      sighting.kind = .body
    }
    if sighting.hasArticle { sighting.kind = .body }
    return last.traits.contains(.place) && names.count == 2 ? nil : sighting
  }

  private func single(_ sighting: Sighting, _ part: NamePart) -> Sighting? {
    var sighting = sighting
    let capitals = usage[part.hash]
    if isCalled(part) { return sighting }
    if part.traits.contains(.nation) || words.adjectiveEndings.contains(where: { ends(part, with: $0) }) { return nil }
    if isLowered(part) {
      let isName = known.contains(part.hash) && !sighting.startsSentence && !sighting.hasArticle
      return isName && !part.traits.contains(.common) ? sighting : nil
    }
    if known.contains(part.hash) { return sighting }
    if part.traits.isAny(of: .given) { return sighting }
    if words.capitalisesNouns { return capitals.acting > 0 && capitals.withArticle == 0 ? sighting : nil }
    if capitals.inside == 0 { return capitals.acting > 0 && !isCommonForm(part) ? sighting : nil }
    let isPlace = capitals.inPlace * 4 >= capitals.inside && capitals.inPlace > 0 && capitals.acting == 0
    if isPlace || capitals.withArticle * 2 > capitals.inside { sighting.kind = .body }
    return sighting
  }

  /// Whether an everyday word is somebody's nickname: more often than not it does what people do.
  private func isCalled(_ part: NamePart) -> Bool {
    let capitals = usage[part.hash]
    return capitals.acting > 1 && capitals.acting * 2 > capitals.inside && capitals.withArticle * 3 < capitals.acting
      && !part.traits.contains(.common)
  }

  /// Whether a word is in daily use, so that its capital names nobody.
  private func isLowered(_ part: NamePart) -> Bool {
    if part.traits.contains(.common) || isOrdinary(part) { return true }
    return usage.lower(part.hash) * 8 > Int(usage[part.hash].inside) && usage.lower(part.hash) > 0
  }

  private func isOrdinary(_ part: NamePart) -> Bool {
    !part.traits.isAny(of: .given)
      && part.traits.isAny(of: [
        .verb, .role, .work, .saying, .preposition, .conjunction, .auxiliary, .determiner, .possessive, .common,
        .notName,
        .attribute, .deed,
      ])
  }

  private func isCommonForm(_ part: NamePart) -> Bool { words.commonEndings.contains { ends(part, with: $0) } }

  private func ends(_ part: NamePart, with ending: [UInt8]) -> Bool {
    part.span.count > ending.count && text.utf8[part.span].suffix(ending.count).elementsEqual(ending)
  }
}
