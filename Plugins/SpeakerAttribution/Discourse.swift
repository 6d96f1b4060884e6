import Standoff

/// Who is in the reader's mind at a place of the text, and how much.
///
/// After Lappin & Leass (1994): each mention adds weight by its place in the sentence, and each new sentence halves what
/// was there.
struct Discourse {
  struct Entry {
    let figure: Int
    var weight: Double
  }

  static let subject = 80.0
  static let free = 50.0
  static let governed = 35.0
  static let possessive = 40.0

  /// At most twenty-four, so that a look costs the same everywhere.
  private(set) var entries: [Entry] = []

  mutating func see(_ figure: Int, _ weight: Double) {
    if let known = entries.firstIndex(where: { $0.figure == figure }) {
      entries[known].weight = min(entries[known].weight + weight, 120)
      return
    }
    if entries.count == 24, let least = entries.indices.min(by: { entries[$0].weight < entries[$1].weight }) {
      entries.remove(at: least)
    }
    entries.append(Entry(figure: figure, weight: weight))
  }

  mutating func endSentence() {
    for index in entries.indices { entries[index].weight *= 0.5 }
    entries.removeAll { $0.weight < 0.00001 }
  }

  /// The persons of a sex, or all where it is unknown, the likeliest first.
  func persons(_ cast: Cast, _ gender: NameBook.Gender) -> [Entry] {
    if gender == .male { return candidates(cast, .he) }
    if gender == .female { return candidates(cast, .she) }
    let persons = entries.filter { cast[$0.figure].isPerson && $0.figure != cast.narrator }
    return Array(persons.sorted { ($0.weight, $1.figure) > ($1.weight, $0.figure) }.prefix(5))
  }

  /// Those whom a pronoun can mean, the likeliest first.
  func candidates(_ cast: Cast, _ kind: Nominal.Kind) -> [Entry] {
    var fitting = entries.filter { cast.fits($0.figure, kind) }
    for index in fitting.indices { fitting[index].weight *= cast.ease(fitting[index].figure, kind) }
    return Array(fitting.sorted { ($0.weight, $1.figure) > ($1.weight, $0.figure) }.prefix(5))
  }
}

/// Whom each nominal of a line means.
struct Reading {
  /// By nominal; -1 where nobody is meant.
  var referents: [Int]
  /// By nominal, for pronouns and for owners: `he`, `her words`.
  var candidates: [Int: [Discourse.Entry]] = [:]
}

extension Attribution {
  /// Reads a line from left to right: names and descriptions enter the cast, pronouns are resolved.
  mutating func read(_ line: Line) -> Reading {
    var reading = Reading(referents: [Int](repeating: -1, count: line.nominals.count))
    var position = 0
    var (subject, isAlone, hasFree): (Int?, Bool, Bool) = (nil, true, false)
    for index in line.nominals.indices {
      let nominal = line.nominals[index]
      while position < nominal.words.lowerBound {
        if line.endsSentence(position) {
          discourse.endSentence()
          (subject, isAlone, hasFree) = (nil, true, false)
        }
        position += 1
      }
      let isFirst = !hasFree && !nominal.isGoverned && !nominal.isPossessive && nominal.isName
      hasFree = hasFree || !nominal.isGoverned && nominal.kind != .thing
      let isSubject = line.isSubject(nominal) || isFirst && line.isSetOff(nominal)
      if let subject, let owner = nominal.owner, !isSubject, isAlone { cast.learn(owner, of: subject) }
      if let owner = nominal.owner {
        let owners = discourse.candidates(cast, owner)
        reading.candidates[index] = owners
        // Whose chiefs a sentence is about is in mind more than they are.
        if let first = owners.first, nominal.kind == .role {
          discourse.see(first.figure, isSubject ? Discourse.subject : Discourse.possessive)
        }
      }
      if nominal.isPronoun, line.isAny(nominal.words.lowerBound, of: .reflexive) {
        reading.referents[index] = subject ?? -1
        if let subject { cast.learn(nominal.kind, of: subject) }
        continue
      }
      if let named = apposed(nominal, at: index, in: line, reading) {
        reading.referents[index] = named
        cast.link(nominal.head, to: named)
        continue
      }
      let figure = figure(of: nominal, at: index, in: line, besides: isSubject ? nil : subject, &reading)
      guard let figure else { continue }
      reading.referents[index] = figure
      if let known = subject, known != figure { isAlone = false }
      if isSubject { subject = figure }
      if nominal.kind == .it { continue }
      discourse.see(figure, weight(nominal, isSubject && !line.isSubordinate(nominal)))
      link(nominal, figure, after: index, in: line, reading)
    }
    discourse.endSentence()
    line.reading = reading
    return reading
  }

  /// Whose name stands right before a description set off by a comma: `Carr, the smith,`.
  private func apposed(_ nominal: Nominal, at index: Int, in line: Line, _ reading: Reading) -> Int? {
    guard index > 0, nominal.kind == .role, nominal.article != .none, !nominal.isGoverned, !line.isPlural(nominal)
    else {
      return nil
    }
    let before = line.nominals[index - 1]
    guard before.isName, !before.isPossessive, before.words.upperBound == nominal.words.lowerBound,
      line.isSetOff(before), reading.referents[index - 1] >= 0
    else { return nil }
    return reading.referents[index - 1]
  }

  private func weight(_ nominal: Nominal, _ isSubject: Bool) -> Double {
    if isSubject { return Discourse.subject }
    if nominal.isPossessive { return Discourse.possessive }
    if nominal.isGoverned { return Discourse.governed }
    if nominal.kind == .thing { return Discourse.governed / 2 }
    return nominal.article == .indefinite ? Discourse.governed / 2 : Discourse.free
  }

  private mutating func figure(
    of nominal: Nominal, at index: Int, in line: Line, besides subject: Int?, _ reading: inout Reading
  ) -> Int? {
    switch nominal.kind {
    case .name(let entity):
      let one = cast.named(entity, line.traits(nominal.words.upperBound - 1))
      cast.narrate(one)
      guard let other = line.coordinated(nominal) else { return one }
      let both = cast.pair(entity, other)
      discourse.see(one, Discourse.free)
      return both
    case .role, .work:
      let (described, isNew) = cast.described(nominal, in: line)
      guard isNew, nominal.owner != .i, cast.isLoose(described), words.traits(of: nominal.head).contains(.kin) else {
        return described
      }
      let pronoun = cast[described].gender == .female ? Nominal.Kind.she : .he
      let owner = reading.candidates[index]?.first?.figure
      guard let known = discourse.candidates(cast, pronoun).first(where: { $0.figure != owner })?.figure,
        cast[known].mention == nil, cast[known].gender == cast[described].gender
      else { return described }
      cast.unite(described, with: known)
      return known
    case .i: return cast.narrator
    case .he, .she, .they, .it:
      // The object of a clause is not its subject: `Carr struck him`.
      let candidates = discourse.candidates(cast, nominal.kind).filter { $0.figure != subject }
      reading.candidates[index] = candidates
      if let first = candidates.first, cast[first.figure].gender == .unknown || cast[first.figure].isUnsure,
        candidates.count == 1 || candidates[1].weight * 2 < first.weight
      {
        cast.lean(nominal.kind, to: first.figure)
      }
      if nominal.kind == .he || nominal.kind == .she, let other = line.coordinated(nominal), let one = candidates.first,
        case .name(let entity) = cast[one.figure].kind
      {
        return cast.pair(entity, other)
      }
      return candidates.first?.figure
    case .thing:
      guard nominal.article == .definite, line.isPlural(nominal) else { return nil }
      return cast.described(nominal, in: line).figure
    case .we: return nil
    }
  }

  /// Takes what the words around a name add: `Carr, the smith`, `the smith Carr`, `Carr was a smith`.
  private mutating func link(_ nominal: Nominal, _ figure: Int, after index: Int, in line: Line, _ reading: Reading) {
    guard index > 0 else { return }
    if case .name(let entity) = nominal.kind, line.namesNarrator(nominal) {
      narratorNames.append((nominal.span.lowerBound, entity))
      return
    }
    let before = line.nominals[index - 1]
    let gap = line.gap(behind: before.words.upperBound - 1)
    let isAdjacent = before.words.upperBound == nominal.words.lowerBound
    if isAdjacent, before.kind == .role, nominal.isName, gap.allSatisfy({ $0 == 0x20 || $0 == 0x0A || $0 == 0x2C }) {
      cast.link(before.head, to: figure)
      return
    }
    guard nominal.kind == .role, before.isName, case let known = reading.referents[index - 1], known >= 0 else {
      return
    }
    let isApposed = isAdjacent && gap.first == UInt8(ascii: ",")
    let isCopula =
      before.words.upperBound + 1 == nominal.words.lowerBound && line.isAny(before.words.upperBound, of: .be)
    if isApposed || isCopula, !nominal.isGoverned { cast.link(nominal.head, to: known) }
  }
}
