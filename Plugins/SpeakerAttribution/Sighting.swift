import Standoff

/// A capitalised sequence that may be a name.
struct Sighting {
  enum Kind: UInt8 { case person, body, acronym, place }

  /// With its titles.
  var span: Span
  var kind: Kind
  /// Its names and initials among the finder's parts, without titles and particles.
  var parts: Range<Int>
  /// The last of its titles; 0 where there is none.
  let title: UInt64
  let titleTraits: WordTraits
  /// `junior`, `II`; 0 where there is none.
  let generation: UInt64
  /// An adjective with a capital before the name: `Little`; 0 where there is none.
  let attribute: UInt64
  /// By its title, its given name or the nouns beside it.
  let gender: NameBook.Gender
  /// Whether a title, a given name or an initial shows that it is a person.
  let isSure: Bool
  let hasParticle: Bool
  let isPossessive: Bool
  /// Whether `the` or its like stands before it.
  let hasArticle: Bool
  /// Whether all is in capitals.
  let isCaps: Bool
  let startsSentence: Bool
  /// Which of `he` and `she` comes first behind it, before another capital.
  let follower: NameBook.Gender
  /// The person of the gazetteer, where one of their names stands here.
  var listed: Int?
}

/// What the finder gathered of a document.
struct Sightings {
  /// In text order.
  var all: [Sighting] = []
  var parts: [NamePart] = []
  var usage = WordUsage()
}
