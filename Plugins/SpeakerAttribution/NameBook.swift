import Standoff
import TextScanning

/// The people and bodies that a document names, each with every place where it does.
struct NameBook {
  /// A place where a name stands.
  struct Mention {
    /// The name without a possessive ending.
    let span: Span
    let isPossessive: Bool
    /// Whether `the` stands before it.
    let hasArticle: Bool
    var entity: Int
  }

  enum Gender: UInt8 { case unknown, male, female }

  /// Somebody, under all the names the document has for them.
  struct Entity {
    /// The places of names that are fuller than those before them, in text order.
    var fuller: [Span] = []
    var fullness = 0
    var gender = Gender.unknown
    var isPlace = false
    /// Whether it stands somewhere without an article.
    var isBare = false
    /// How often `he` and `she` follow the name.
    var followers = (he: 0, she: 0)
    /// The name from the header, where it gives one.
    var stated: String?
    /// The first of the names before the surname; 0 where none was given.
    var given: UInt64 = 0
  }

  private(set) var mentions: [Mention] = []
  private(set) var entities: [Entity] = []
  private var byTitle: [UInt64: Set<Int>] = [:]

  /// The mentions that start inside a span.
  func mentions(in span: Span) -> ArraySlice<Mention> {
    mentions[first(at: span.lowerBound)..<first(at: span.upperBound)]
  }

  private func first(at offset: Int) -> Int {
    var (low, high) = (0, mentions.count)
    while low < high {
      let middle = (low + high) / 2
      if mentions[middle].span.lowerBound < offset { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// The only one in the document with a title, once named: whom `the bishop` means where there is one bishop.
  func holder(of title: UInt64, by offset: Int) -> Int? {
    guard let holders = byTitle[title], holders.count == 1, let holder = holders.first,
      let first = entities[holder].fuller.first, first.lowerBound <= offset
    else { return nil }
    return holder
  }

  /// The fullest name that the document has given by an offset.
  func name(of entity: Int, by offset: Int, in text: Text) -> String {
    let entity = entities[entity]
    if let stated = entity.stated { return stated }
    let span = entity.fuller.last { $0.lowerBound <= offset } ?? entity.fuller.first
    return span.map { text.folded($0) } ?? ""
  }
}

extension NameBook {
  /// - Parameters:
  ///   - sightings: in text order.
  ///   - persons: those of the header.
  init(_ sightings: [Sighting], persons: [Person], in text: Text) {
    let sure = Set(sightings.lazy.filter { !$0.isDoubtful }.map(\.surname))
    var bySurname: [UInt64: [Int]] = [:]
    var byGiven: [UInt64: Int] = [:]
    for person in persons {
      let words = Words(in: Array(person.name.utf8), span: 0..<person.name.utf8.count)
      guard words.count > 0 else { continue }
      let surname = person.name.contains(",") ? words.hashes[0] : words.hashes[words.count - 1]
      var entity = Entity()
      entity.stated = person.name
      entity.given = words.count > 1 ? (person.name.contains(",") ? words.hashes[1] : words.hashes[0]) : 0
      entity.gender = person.sex.map { $0.uppercased().hasPrefix("F") ? .female : .male } ?? .unknown
      bySurname[surname, default: []].append(entities.count)
      if entity.given != 0 { byGiven[entity.given] = entities.count }
      entities.append(entity)
    }
    for sighting in sightings where !sighting.isDoubtful || sure.contains(sighting.surname) {
      let surname = sighting.surname
      let known = bySurname[surname, default: []].last { entities[$0].fits(sighting) }
      let index: Int
      if let known {
        index = known
      } else if sighting.count == 1, let alias = byGiven[surname], entities[alias].fits(gender: sighting.gender) {
        index = alias
      } else {
        index = entities.count
        entities.append(Entity())
        bySurname[surname, default: []].append(index)
      }
      entities[index].take(sighting)
      if sighting.title != 0 { byTitle[sighting.title, default: []].insert(index) }
      if sighting.given != 0 { byGiven[sighting.given] = index }
      mentions.append(
        Mention(
          span: sighting.span, isPossessive: sighting.isPossessive, hasArticle: sighting.hasArticle, entity: index))
    }
    for index in entities.indices where entities[index].gender == .unknown {
      let (he, she) = entities[index].followers
      if he > 2 * she { entities[index].gender = .male } else if she > 2 * he { entities[index].gender = .female }
    }
  }
}

extension NameBook.Entity {
  fileprivate func fits(gender other: NameBook.Gender) -> Bool {
    gender == .unknown || other == .unknown || gender == other
  }

  /// Whether a name with the same surname can be this one's: no other given name, no other sex.
  fileprivate func fits(_ sighting: Sighting) -> Bool {
    guard fits(gender: sighting.gender) else { return false }
    return given == 0 || sighting.count == 1 || sighting.startsWithInitial || sighting.given == given
  }

  fileprivate mutating func take(_ sighting: Sighting) {
    if gender == .unknown { gender = sighting.gender }
    if given == 0 { given = sighting.given }
    isPlace = isPlace || sighting.isPlace
    isBare = isBare || !sighting.hasArticle
    switch sighting.follower {
    case .male: followers.he += 1
    case .female: followers.she += 1
    case .unknown: break
    }
    if sighting.fullness > fullness {
      fullness = sighting.fullness
      fuller.append(sighting.span)
    }
  }
}
