import Standoff

/// A capitalised sequence that may be a name.
struct Sighting {
  let span: Span
  /// The first given name; 0 where there is none or only an initial.
  let given: UInt64
  let surname: UInt64
  /// The last of its titles; 0 where there is none.
  let title: UInt64
  /// How many names and initials it has; a title and particles are none.
  let count: Int
  let startsWithInitial: Bool
  /// Grows with each name, less with an initial, least with a title.
  let fullness: Int
  let gender: NameBook.Gender
  let isPossessive: Bool
  let hasArticle: Bool
  let isPlace: Bool
  /// One word that starts a sentence, whose capital so says nothing.
  let isDoubtful: Bool
  /// Which of `he` and `she` comes first behind it, before another capital.
  let follower: NameBook.Gender
}
