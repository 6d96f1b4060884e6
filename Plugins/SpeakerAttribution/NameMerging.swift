import Standoff
import TextScanning

/// Decides which names are one person's: those that a document, its header or a gazetteer gives for them.
///
/// Full names first, then names with initials, so that a surname alone has all who bear it to choose from, wherever the
/// text names them in full.
struct NameMerging {
  /// Somebody, with what decides whether another name can be theirs.
  struct Candidate {
    var entity = NameBook.Entity()
    /// All names but the surname.
    var given: ArraySlice<NamePart> = []
    var generation: UInt64 = 0
    var title: WordTraits = []
    var titles: [UInt64] = []
    var hasFullName = false
    /// The sighting that named them first.
    var first = Int.max
    /// The last one so far with a title or more than one name, and how many of these the document has.
    var lastNamed = -1
    var named = 0
    /// The last one so far under any name.
    var last = -1
  }

  /// How many people of one name are told apart at most, so that a directory takes no longer than a novel; how many
  /// sightings ago is lately.
  private static let memory = 64

  private(set) var entities: [Candidate] = []
  private let names: [Sighting]
  private let parts: [NamePart]
  private let gazetteer: Gazetteer?
  private let words: SpeakerWords
  private var bySurname: [UInt64: [Int]] = [:]
  private var byGiven: [UInt64: [Int]] = [:]
  private var byKey: [UInt64: Int] = [:]
  private var byLetters: [UInt64: Int] = [:]
  private var byListed: [Int: Int] = [:]

  init(_ names: [Sighting], _ parts: [NamePart], _ persons: [Person], _ gazetteer: Gazetteer?, _ words: SpeakerWords) {
    self.words = words
    self.names = names
    self.parts = parts
    self.gazetteer = gazetteer
    for person in persons { add(person) }
  }

  /// For each name its entity; -1 where it has none.
  mutating func assigned() -> [Int] {
    var assigned = [Int](repeating: -1, count: names.count)
    for (index, name) in names.enumerated() where name.listed != nil { assigned[index] = listed(name, index) }
    for hasInitial in [false, true] {
      for (index, name) in names.enumerated() where name.listed == nil && name.kind == .person && name.parts.count > 1 {
        guard parts[name.parts].first?.isInitial == hasInitial else { continue }
        assigned[index] = full(name, index)
      }
    }
    for (index, name) in names.enumerated() {
      if assigned[index] < 0 { assigned[index] = name.kind == .body ? body(name) : -1 }
    }
    for (index, name) in names.enumerated() {
      if assigned[index] < 0 { assigned[index] = short(name, index) }
      guard assigned[index] >= 0 else { continue }
      entities[assigned[index]].last = index
      if name.isExplicit { entities[assigned[index]].lastNamed = index }
    }
    return assigned
  }

  /// A name of two parts and more: whoever bears that surname and no other given name, else somebody new.
  private mutating func full(_ name: Sighting, _ index: Int) -> Int {
    let given = parts[name.parts].dropLast()
    guard let surname = parts[name.parts].last?.hash, let first = given.first else { return -1 }
    let fitting = bearers(bySurname[surname], name).filter { entities[$0].agrees(given) }
    let known = fitting.max { entities[$0].given.count < entities[$1].given.count }
    let entity = known ?? bearer(of: surname) { $0.fits(name) && $0.agrees(given) } ?? new(surname)
    entities[entity].learn(name, given, index)
    if !first.isInitial, byGiven[first.form]?.suffix(Self.memory).contains(entity) != true {
      byGiven[first.form, default: []].append(entity)
    }
    return entity
  }

  /// A name of one part, or an acronym.
  private mutating func short(_ name: Sighting, _ index: Int) -> Int {
    guard let part = parts[name.parts].last else { return -1 }
    switch name.kind {
    case .acronym: return acronym(name)
    case .place where !(part.traits.isAny(of: .given) && byGiven[part.form] != nil):
      return keyed(name) { $0.isPlace = true }
    default: break
    }
    let entity =
      chosen(bearers(bySurname[part.hash], name), index, name) ?? chosen(called(part, name), index, name)
      ?? bearer(of: part.hash) { $0.fits(name) } ?? new(part.hash)
    entities[entity].learn(name, [], index)
    return entity
  }

  private func bearers(_ all: [Int]?, _ name: Sighting) -> [Int] {
    (all ?? []).suffix(Self.memory).filter { entities[$0].fits(name) }
  }

  /// Those whose given name this is: in the same form, or as `Tom` is Thomas's; behind `General` or `Dr.` only who bears that title.
  private func called(_ part: NamePart, _ name: Sighting) -> [Int] {
    let all = bearers(byGiven[part.form], name).filter {
      !name.titleTraits.contains(.otherTitle) || entities[$0].titles.contains(name.title)
    }
    let same = all.filter { entities[$0].given.first?.hash == part.hash }
    return same.isEmpty && part.traits.contains(.shortName) ? all : same
  }

  /// Of several, the one lately named with a title or in full, else the one so named most often; where none is yet, the
  /// one named next.
  ///
  /// A bare surname is a man's first, one with a title is theirs first who have borne it.
  private func chosen(_ candidates: [Int], _ index: Int, _ name: Sighting) -> Int? {
    let likely = candidates.filter {
      name.title == 0 ? entities[$0].entity.gender != .female : entities[$0].titles.contains(name.title)
    }
    let candidates = likely.isEmpty ? candidates : likely
    guard candidates.count > 1 else { return candidates.first }
    let recent = candidates.max { entities[$0].lastNamed < entities[$1].lastNamed }
    if let recent, entities[recent].lastNamed >= max(0, index - Self.memory) { return recent }
    let past = candidates.filter { entities[$0].last >= 0 }
    let likeliest = past.max { (entities[$0].named, entities[$0].last) < (entities[$1].named, entities[$1].last) }
    return likeliest ?? candidates.min { entities[$0].first < entities[$1].first }
  }

  private mutating func new(_ surname: UInt64) -> Int {
    bySurname[surname, default: []].append(entities.count)
    entities.append(Candidate())
    return entities.count - 1
  }
}

// MARK: Bodies, places, and those whom lists state

extension NameMerging {
  /// A body, known by all its words, and by their first letters.
  private mutating func body(_ name: Sighting) -> Int {
    let entity = keyed(name) { $0.gender = .neither }
    if name.parts.count > 1 {
      byLetters[Self.letters(parts[name.parts].map(\.letter)), default: entity] = entity
    }
    return entity
  }

  /// `I.L.P.` or `SPD`: the body that these letters start, else one of its own.
  private mutating func acronym(_ name: Sighting) -> Int {
    let parts = parts[name.parts]
    let letters = parts.count > 1 ? Self.letters(parts.map(\.letter)) : parts.first?.hash ?? 0
    if parts.count != 2, let body = byLetters[letters] { return body }
    let entity = keyed(name) { $0.gender = .neither }
    byLetters[letters] = entity
    return entity
  }

  /// As a word of these letters is hashed.
  private static func letters(_ letters: [UInt8]) -> UInt64 {
    letters.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
  }

  private mutating func keyed(_ name: Sighting, _ make: (inout NameBook.Entity) -> Void) -> Int {
    let key = parts[name.parts].reduce(UInt64(name.kind == .place ? 1 : 2)) { $0 &* 31 ^ $1.hash }
    if let entity = byKey[key] { return entity }
    var candidate = Candidate()
    make(&candidate.entity)
    byKey[key] = entities.count
    entities.append(candidate)
    return entities.count - 1
  }
}

extension NameMerging {
  private mutating func add(_ person: Person) {
    var candidate = Candidate()
    candidate.entity.stated = person.name
    candidate.entity.reference = person.xml.map { "#\($0)" }
    if let sex = person.sex { candidate.entity.gender = NameBook.Gender(sex: sex) ?? .unknown }
    register(candidate, ListedName(person.name, words))
    if let listed = gazetteer?.person(named: person.name) { byListed[listed] = entities.count - 1 }
  }

  /// The entity of a person of the gazetteer, one of whose names stands here.
  private mutating func listed(_ name: Sighting, _ index: Int) -> Int {
    guard let person = name.listed, let gazetteer else { return -1 }
    let entity = byListed[person] ?? add(gazetteer.persons[person], person)
    entities[entity].first = min(entities[entity].first, index)
    return entity
  }

  /// The only person of the gazetteer with a surname, where this name can be theirs.
  private mutating func bearer(of surname: UInt64, _ fits: (Candidate) -> Bool) -> Int? {
    guard let gazetteer, let person = gazetteer.bearer(of: surname), byListed[person] == nil else { return nil }
    var candidate = Candidate(gazetteer.persons[person])
    candidate.given = ListedName(gazetteer.persons[person].name, words).given[...]
    return fits(candidate) ? add(gazetteer.persons[person], person) : nil
  }

  private mutating func add(_ person: Gazetteer.Person, _ index: Int) -> Int {
    register(Candidate(person), ListedName(person.name, words))
    let entity = entities.count - 1
    for alias in person.aliases.map({ ListedName($0) }) where alias.surname != 0 && !alias.hasArticle {
      if !bySurname[alias.surname, default: []].contains(entity) {
        bySurname[alias.surname, default: []].append(entity)
      }
    }
    byListed[index] = entity
    return entity
  }

  private mutating func register(_ candidate: Candidate, _ name: ListedName) {
    var candidate = candidate
    candidate.given = name.given[...]
    candidate.hasFullName = !name.given.isEmpty
    if name.surname != 0 { bySurname[name.surname, default: []].append(entities.count) }
    if let first = name.given.first, !first.isInitial { byGiven[first.form, default: []].append(entities.count) }
    entities.append(candidate)
  }
}

extension NameMerging.Candidate {
  fileprivate init(_ person: Gazetteer.Person) {
    entity.stated = person.name
    entity.reference = person.reference
    entity.gender = person.gender
  }

  /// Whether a name with the same surname can be theirs as to sex, generation and marriage.
  fileprivate func fits(_ name: Sighting) -> Bool {
    guard entity.gender == .unknown || name.gender == .unknown || entity.gender == name.gender else { return false }
    if name.generation != 0, name.generation != generation, generation != 0 || hasFullName { return false }
    if name.titleTraits.contains(.crownedTitle), hasFullName, !title.contains(.crownedTitle) { return false }
    let titles = title.union(name.titleTraits)
    return !(titles.contains(.marriedTitle) && titles.contains(.unmarriedTitle))
  }

  /// Whether the names before the surname are theirs, as far as both have them.
  ///
  /// The first of several may be left out: Ramsay is J. Ramsay.
  fileprivate func agrees(_ other: ArraySlice<NamePart>) -> Bool {
    func agree(_ one: ArraySlice<NamePart>, _ other: ArraySlice<NamePart>) -> Bool {
      zip(one, other).allSatisfy { $0.agrees(with: $1) }
    }
    if agree(given, other) { return true }
    let (long, short) = given.count > other.count ? (given, other) : (other, given)
    guard long.count > short.count, short.first?.isInitial == false else { return false }
    return agree(long.dropFirst(), short)
  }

  fileprivate mutating func learn(_ name: Sighting, _ other: ArraySlice<NamePart>, _ index: Int) {
    if entity.gender == .unknown { entity.gender = name.gender }
    if generation == 0 { generation = name.generation }
    title.formUnion(name.titleTraits)
    if name.title != 0, !titles.contains(name.title) { titles.append(name.title) }
    let isFuller = other.count > given.count || given.first?.isInitial == true && other.first?.isInitial == false
    if isFuller { given = other }
    hasFullName = hasFullName || !other.isEmpty
    first = min(first, index)
    if name.isExplicit { named += 1 }
  }
}

extension Sighting {
  /// Whether it has a title or more than one name.
  fileprivate var isExplicit: Bool { title != 0 || parts.count > 1 }
}
