import Standoff
import TextScanning

/// What the words of a sequence and those around it tell of a name.
extension NameFinder {
  /// The sequence in hand as a sighting, its names kept; nothing for a title alone or a letter.
  mutating func sighting(in block: Span) -> Sighting? {
    var run = run[...]
    let startsSentence = run.first.map { self.startsSentence($0.span.lowerBound, block) } ?? false
    while let last = run.last, last.isParticle { run.removeLast() }
    run = run[nameStart(in: run)...]
    guard let first = run.first, let last = run.last else { return nil }
    let titles = run.prefix { $0.traits.isAny(of: .title) && !($0.isInitial && !isTitle($0)) }
    var names = run.dropFirst(titles.count)
    if names.isEmpty, let name = titles.last, titles.count > 1, name.traits.isAny(of: .given) { names = run.suffix(1) }
    let generation =
      names.count > 1 || !titles.isEmpty ? names.last.flatMap { $0.traits.contains(.generation) ? $0 : nil } : nil
    if generation != nil { names.removeLast() }
    var attribute: UInt64 = 0
    while names.count > 1, let word = names.first, word.traits.contains(.attribute) {
      attribute = word.hash
      names.removeFirst()
    }
    guard let given = names.first, let surname = names.last else { return nil }
    let kind = kind(of: names, titles: titles)
    guard kind == .acronym || !surname.isInitial else { return nil }
    let isSure =
      kind == .person
      && (!titles.isEmpty || names.count > 1 && (given.isInitial || given.traits.isAny(of: .given)))
    let start = found.parts.count
    for name in names where !name.isParticle { keep(name) }
    let before = wordBefore(first, block)
    let beforeTraits = before.map { words.traits(of: $0.hash) } ?? []
    let hasArticle = beforeTraits.contains(.determiner)
    let titleTraits = titles.reduce(into: WordTraits()) { $0.formUnion($1.traits) }
    if names.count == 1, titles.isEmpty {
      let isActing = !hasArticle && (actsLikeName(surname, in: block) || isInverted(surname, beforeTraits, block))
      note(surname.hash) {
        if isActing { $0.acting += 1 }
        guard !startsSentence, surname.shape == .capitalised else { return }
        $0.inside += 1
        if hasArticle { $0.withArticle += 1 }
        if beforeTraits.contains(.placePreposition) { $0.inPlace += 1 }
      }
    }
    return Sighting(
      span: first.span.lowerBound..<(generation ?? last).span.upperBound, kind: kind, parts: start..<found.parts.count,
      title: titles.last?.hash ?? 0, titleTraits: titleTraits, generation: generation?.hash ?? 0, attribute: attribute,
      gender: gender(titleTraits, given, isFull: names.count > 1, before: first, behind: last, in: block),
      isSure: isSure,
      hasParticle: names.contains(where: \.isParticle),
      isPossessive: last.isPossessive || isBareApostrophe(last.span.upperBound, block), hasArticle: hasArticle,
      isCaps: run.allSatisfy { $0.shape == .upper || $0.isInitial } && kind != .acronym, startsSentence: startsSentence,
      follower: follower(behind: last.end, in: block), listed: nil)
  }

  /// The first word that belongs to the name; where all nouns have capitals, one may stand before: `die Spinnerin Anna
  /// Orde`.
  private func nameStart(in run: ArraySlice<NamePart>) -> Int {
    guard words.capitalisesNouns, let first = run.first, !first.isInitial, !first.traits.isAny(of: .title) else {
      return run.startIndex
    }
    return run.dropLast().firstIndex { $0.traits.isAny(of: .given) } ?? run.startIndex
  }

  /// A name of the gazetteer.
  mutating func listed(_ span: Span, _ person: Int, in block: Span) -> Sighting {
    let before = Word(in: bytes, before: max(block.lowerBound, span.lowerBound - 1), from: block.lowerBound)
    let isPossessive =
      isBareApostrophe(span.upperBound, block) || isPossessiveEnding(span.upperBound, block)
    let start = found.parts.count
    var position = span.lowerBound
    while position < span.upperBound {
      guard let word = Word(in: bytes, at: position, end: span.upperBound) else {
        position += ByteClass.length(ofScalarAt: bytes[position])
        continue
      }
      keep(NamePart(word, words, bytes))
      position = word.span.upperBound
    }
    return Sighting(
      span: span, kind: .person, parts: start..<found.parts.count, title: 0, titleTraits: [], generation: 0,
      attribute: 0,
      gender: .unknown,
      isSure: true, hasParticle: false, isPossessive: isPossessive,
      hasArticle: before.map { words.traits(of: $0.hash).contains(.determiner) } ?? false, isCaps: false,
      startsSentence: startsSentence(span.lowerBound, block), follower: follower(behind: span.upperBound, in: block),
      listed: person)
  }

  /// `M.` is a title, `M` in `J. M. Orde` is none.
  private func isTitle(_ part: NamePart) -> Bool {
    part.traits.contains(.shortTitle) && part.span == run.first?.span
  }

  private func kind(of names: ArraySlice<NamePart>, titles: ArraySlice<NamePart>) -> Sighting.Kind {
    guard let first = names.first, let last = names.last else { return .person }
    if titles.isEmpty {
      if isAcronym(names) { return .acronym }
      if names.count == 1, last.shape == .upper, (2...5).contains(last.span.count), !last.traits.contains(.generation) {
        return .acronym
      }
      if names.count == 1, last.traits.contains(.place), !last.traits.isAny(of: .given) { return .place }
      let isPersonal = first.isInitial || first.traits.isAny(of: .given)
      if !isPersonal || names.count == 1, names.contains(where: { $0.traits.contains(.body) }) { return .body }
      if names.count > 1, !isPersonal, last.traits.union(first.traits).contains(.landmark) { return .place }
    } else if names.count == 1, last.traits.contains(.place), titles.count == 1, !last.traits.isAny(of: .given) {
      return .place
    }
    return .person
  }

  private func wordBefore(_ part: NamePart, _ block: Span) -> Word? {
    words.elisions.word(before: part.span.lowerBound, in: bytes, from: block.lowerBound)
      ?? Word(in: bytes, before: max(block.lowerBound, part.span.lowerBound - 1), from: block.lowerBound)
  }

  private func gender(
    _ title: WordTraits, _ given: NamePart, isFull: Bool, before first: NamePart, behind last: NamePart, in block: Span
  ) -> NameBook.Gender {
    if title.contains(.femaleTitle) { return .female }
    if title.contains(.maleTitle) { return .male }
    switch given.traits.intersection(.given) {
    case .maleName where isFull: return .male
    case .femaleName where isFull: return .female
    default: return kin(before: first, behind: last, in: block)
    }
  }

  /// The sex that a noun beside the name tells: `his sister Anna`, `Anna, the widow of Orde`.
  private func kin(before first: NamePart, behind last: NamePart, in block: Span) -> NameBook.Gender {
    if let before = wordBefore(first, block), before.shape == .lower, let sex = sex(of: before) { return sex }
    guard last.end < block.upperBound, bytes[last.end] == UInt8(ascii: ",") else { return .unknown }
    var position = last.end + 1
    for _ in 0..<3 {
      guard position < block.upperBound, ByteClass.isWhite(bytes[position]),
        let word = Word(in: bytes, at: position + 1, end: block.upperBound), word.shape == .lower
      else { break }
      if let sex = sex(of: word) { return sex }
      guard words.traits(of: word.hash).isAny(of: [.determiner, .possessive]) else { break }
      position = word.span.upperBound
    }
    return .unknown
  }

  private func sex(of word: Word) -> NameBook.Gender? {
    let traits = words.traits(of: word.hash)
    guard !traits.isAny(of: .pronoun.union(.possessive)) else { return nil }
    return traits.contains(.femaleRole) ? .female : traits.contains(.maleRole) ? .male : nil
  }
}
