import Standoff
import TextScanning

/// How a capitalised sequence goes on, and where it ends.
extension NameFinder {
  /// Takes the words with which a sequence goes on: a capitalised one, or small words and a capitalised one.
  mutating func goesOn(behind last: NamePart, in block: Span) -> Bool {
    var position = last.end
    guard position < block.upperBound else { return false }
    if bytes[position] == UInt8(ascii: "."), last.isInitial || last.traits.contains(.shortTitle) { position += 1 }
    if position < block.upperBound, bytes[position] == UInt8(ascii: "-") {
      guard let next = Word(in: bytes, at: position + 1, end: block.upperBound),
        next.shape == .capitalised || next.shape == .upper
      else { return false }
      joinLast(NamePart(next, words, bytes))
      return true
    }
    if last.traits.isAny(of: .people), isBareApostrophe(position, block) {
      position += bytes[position] == UInt8(ascii: "'") ? 1 : 3
      position = behindWhite(position, block)
      guard let next = Word(in: bytes, at: position, end: block.upperBound) else { return false }
      let part = NamePart(next, words, bytes)
      guard part.shape != .lower, part.traits.contains(.body) else { return false }
      take(part)
      return true
    }
    let gap = position
    position = behindWhite(position, block)
    guard position > gap || last.isInitial, let next = Word(in: bytes, at: position, end: block.upperBound) else {
      return false
    }
    if next.shape == .capitalised || next.shape == .upper {
      let part = NamePart(next, words, bytes)
      guard joins(part, to: last, in: block) else { return false }
      take(part)
      return true
    }
    return !last.isPossessive && goesOnBySmallWord(next, last, in: block)
  }

  /// `the Workmen's Union`, `the Council of People's Deputies`, not `Orde's Union`.
  private func goesOnBehindPossessive(_ last: NamePart, _ next: NamePart) -> Bool {
    last.traits.isAny(of: .people) && (next.traits.contains(.body) || run.contains { $0.traits.contains(.body) })
  }

  private func behindWhite(_ start: Int, _ block: Span) -> Int {
    var position = start
    while position < block.upperBound, ByteClass.isWhite(bytes[position]) { position += 1 }
    return position
  }

  /// Whether a capitalised word belongs to the same name as the word before.
  private func joins(_ next: NamePart, to last: NamePart, in block: Span) -> Bool {
    if last.isPossessive, !goesOnBehindPossessive(last, next) { return false }
    if next.isNoName, !isInitialLike(next.span, block) || !last.isPersonal { return false }
    if next.hash == last.hash { return false }
    let isTitled = run.allSatisfy { $0.traits.isAny(of: .title) }
    if isTitled { return true }
    if next.traits.isAny(of: .title), !next.isInitial {
      if last.isInitial, !leadsOn(next, block) { return true }
      return last.traits.isAny(of: .given) && !next.traits.contains(.shortTitle)
    }
    if next.traits.contains(.generation) {
      let isNumeral = next.shape == .upper && next.span.count > 1
      return last.isPersonal || run.count > 1 || isNumeral && !last.traits.contains(.common)
    }
    if isAcronym(run[...]), run.count > 2 || next.traits.isAny(of: [.body, .common, .nation]) { return false }
    if next.traits.isAny(of: .common.union(.body)), let first = run.first, first.isPersonal {
      return last.isPersonal && !leadsOn(next, block)
    }
    if next.traits.contains(.nation) { return last.traits.isAny(of: [.nation, .common, .body, .place, .attribute]) }
    if run.count == 1, last.traits.contains(.place), !last.traits.isAny(of: .given) {
      return next.traits.isAny(of: [.body, .common, .landmark])
    }
    return true
  }

  /// Whether a capital follows the white space behind a word.
  private func leadsOn(_ part: NamePart, _ block: Span) -> Bool {
    let position = behindWhite(part.end, block)
    guard position < block.upperBound, Word.isCapital(bytes, at: position),
      let next = Word(in: bytes, at: position, end: block.upperBound)
    else { return false }
    return !words.traits(of: next.hash).contains(.notName)
  }

  private mutating func goesOnBySmallWord(_ first: Word, _ last: NamePart, in block: Span) -> Bool {
    let traits = words.traits(of: first.hash)
    if let (joined, name) = words.elisions.parts(of: first, in: bytes), name.shape == .capitalised,
      words.traits(of: joined.hash).contains(.particle), last.isPersonal
    {
      take(NamePart(joined, words, bytes))
      take(NamePart(name, words, bytes))
      return true
    }
    guard traits.isAny(of: [.particle, .ofJoint, .epithetJoint]) else { return false }
    var small = [first]
    var next = Word(in: bytes, at: behindWhite(first.span.upperBound, block), end: block.upperBound)
    if let second = next, second.shape == .lower,
      words.traits(of: second.hash).isAny(of: [.particle, .epithetJoint])
    {
      small.append(second)
      next = Word(in: bytes, at: behindWhite(second.span.upperBound, block), end: block.upperBound)
    }
    guard let next, next.shape == .capitalised || next.shape == .upper else { return false }
    let part = NamePart(next, words, bytes)
    guard !part.isNoName else { return false }
    let isBody = run.contains { $0.traits.contains(.body) }
    if traits.contains(.ofJoint), isBody || !traits.contains(.particle) {
      guard isBody, !part.traits.isAny(of: .title) else { return false }
    } else if traits.contains(.particle), small.allSatisfy({ words.traits(of: $0.hash).contains(.particle) }),
      !traits.contains(.determiner)
    {
      guard !isBody, !last.traits.isAny(of: [.common, .nation]) else { return false }
    } else {
      let isGiven = run.count == 1 && last.traits.isAny(of: .given)
      guard traits.contains(.epithetJoint), small.count == 1, isGiven, !last.isPossessive,
        !part.traits.isAny(of: [.body, .place])
      else { return false }
    }
    for word in small { take(NamePart(word, words, bytes)) }
    take(part)
    return true
  }

  /// Whether these are letters with full stops and nothing between.
  func isAcronym(_ parts: ArraySlice<NamePart>) -> Bool {
    guard parts.count > 1, parts.allSatisfy(\.isInitial) else { return false }
    return zip(parts, parts.dropFirst()).allSatisfy { $0.span.upperBound + 1 == $1.span.lowerBound }
  }

  func isInitialLike(_ word: Word, _ block: Span) -> Bool { isInitialLike(word.span, block) }

  private func isInitialLike(_ span: Span, _ block: Span) -> Bool {
    span.count == 1 && span.upperBound < block.upperBound && bytes[span.upperBound] == UInt8(ascii: ".")
  }
}

extension WordTraits {
  /// Nouns for people, as in names of bodies.
  fileprivate static let people: WordTraits = [.role, .group, .common, .body]
}

extension NamePart {
  /// Whether a surname may follow.
  fileprivate var isPersonal: Bool { isInitial || isParticle || traits.isAny(of: .given.union(.title)) }
}
