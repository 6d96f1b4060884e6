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
    let entity: Int
  }

  /// `neither` is a body of people.
  enum Gender: UInt8 { case unknown, male, female, neither }

  /// Somebody, under all the names the document has for them.
  struct Entity {
    /// The places of names that are no less full than those before them, in text order; of equals each form once.
    var fuller: [Span] = []
    /// The first of the fullest.
    var fullest: Span?
    var fullness = 0
    /// The surname and given names of the last of them.
    var form: UInt64 = 0
    var gender = Gender.unknown
    var isPlace = false
    /// Whether it is named without an article.
    var isBare = false
    /// How often `he` and `she` follow the name.
    var followers = (he: 0, she: 0)
    /// The name from the header or the gazetteer, where one gives it.
    var stated: String?
    /// Where the header or an authority says more.
    var reference: String?
  }

  private(set) var mentions: [Mention] = []
  private(set) var entities: [Entity] = []
  /// By title, the one who bears it; -1 where several do.
  private var byTitle: [UInt64: Int] = [:]

  /// - Parameters:
  ///   - sightings: those of the text.
  ///   - persons: those of the header; they are the first entities.
  init(
    _ sightings: Sightings, persons: [Person], _ gazetteer: Gazetteer? = nil, _ words: SpeakerWords, in text: Text
  ) {
    let sieve = NameSieve(sightings, words, in: text)
    let names = sightings.all.compactMap(sieve.sifted)
    var merging = NameMerging(names, sightings.parts, persons, gazetteer, words)
    let assigned = merging.assigned()
    entities = merging.entities.map(\.entity)
    mentions.reserveCapacity(names.count)
    for (name, entity) in zip(names, assigned) where entity >= 0 {
      entities[entity].take(name, sightings.parts)
      if name.title != 0 {
        byTitle[name.title] = byTitle[name.title].map { $0 == entity ? entity : -1 } ?? entity
      }
      mentions.append(
        Mention(span: name.span, isPossessive: name.isPossessive, hasArticle: name.hasArticle, entity: entity))
    }
    for index in entities.indices { entities[index].settleGender() }
  }

  /// The mentions that start inside a span.
  func mentions(in span: Span) -> ArraySlice<Mention> {
    mentions[first(at: span.lowerBound)..<first(at: span.upperBound)]
  }

  private func first(at offset: Int) -> Int { mentions.firstIndexSorted { $0.span.lowerBound >= offset } }

  /// The only one in the document with a title, once named: whom `the bishop` means where there is one bishop.
  func holder(of title: UInt64, by offset: Int) -> Int? {
    guard let holder = byTitle[title], holder >= 0, let first = entities[holder].fuller.first,
      first.lowerBound <= offset
    else { return nil }
    return holder
  }

  /// The fullest name that the document has given by an offset, else that of the header.
  func name(of entity: Int, by offset: Int, in text: Text) -> String {
    let entity = entities[entity]
    let given = entity.fuller.firstIndexSorted { $0.lowerBound > offset }
    if given == 0, let stated = entity.stated { return stated }
    let span = given == 0 ? entity.fuller.first : entity.fuller[given - 1]
    return span.map { text.folded($0) } ?? ""
  }

  /// The one name for all the names of an entity, and where more is said of it.
  func identity(of entity: Int, in text: Text) -> Identity {
    let entity = entities[entity]
    return Identity(
      name: entity.stated ?? entity.fullest.map { text.folded($0) } ?? "", reference: entity.reference)
  }
}

extension Array {
  /// The first index from which on all elements are so; the elements stand in that order.
  func firstIndexSorted(where isBehind: (Element) -> Bool) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if isBehind(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}

/// Who a speaker is in the whole document.
struct Identity: Equatable {
  var name: String
  var reference: String?
}

extension NameBook.Entity {
  /// Whether `he` or `she` can mean it.
  func canBe(_ other: NameBook.Gender) -> Bool { gender == .unknown || gender == other }

  fileprivate mutating func take(_ name: Sighting, _ parts: [NamePart]) {
    isPlace = isPlace || name.kind == .place
    isBare = isBare || !name.hasArticle || name.listed != nil
    switch name.follower {
    case .male: followers.he += 1
    case .female: followers.she += 1
    default: break
    }
    let fullness = name.fullness(parts)
    let form = parts[name.parts].reduce(0) { $0 &* 31 ^ $1.hash }
    guard fullness > self.fullness || fullness == self.fullness && form != self.form else { return }
    if fullness > self.fullness { fullest = name.span }
    self.fullness = fullness
    self.form = form
    fuller.append(name.span)
  }

  fileprivate mutating func settleGender() {
    guard gender == .unknown else { return }
    let (he, she) = followers
    if he > 2 * she { gender = .male } else if she > 2 * he { gender = .female }
  }
}

extension Sighting {
  /// Grows with each name, less with an initial, least with a title; capitals throughout and nicknames are the last choice.
  fileprivate func fullness(_ parts: [NamePart]) -> Int {
    let names = parts[self.parts].reduce(0) { $0 + ($1.isInitial ? 4 : 8) }
    let isNickname = listed != nil && hasArticle
    return kind == .acronym ? 1 : isCaps || isNickname ? names / 2 : names + (title == 0 ? 0 : 2)
  }
}
