/// What a word is inside a name or beside one.
extension WordTraits {
  static let maleName = WordTraits(rawValue: 1 << 40)
  static let femaleName = WordTraits(rawValue: 1 << 49)
  /// A title that a full stop ends.
  static let shortTitle = WordTraits(rawValue: 1 << 50)
  static let marriedTitle = WordTraits(rawValue: 1 << 51)
  static let unmarriedTitle = WordTraits(rawValue: 1 << 52)
  /// `of`, by which the name of a body goes on.
  static let ofJoint = WordTraits(rawValue: 1 << 53)
  /// `the`, by which an epithet follows a given name.
  static let epithetJoint = WordTraits(rawValue: 1 << 54)
  /// Which of several of one name: `junior`, `II`.
  static let generation = WordTraits(rawValue: 1 << 55)
  /// An adjective before a name: `poor`, or another word with which one calls somebody: `my`.
  static let attribute = WordTraits(rawValue: 1 << 56)
  /// A word that is often written with a capital and names nobody by itself.
  static let common = WordTraits(rawValue: 1 << 57)
  /// What makes a name that of a body: `union`.
  static let body = WordTraits(rawValue: 1 << 58)
  static let nation = WordTraits(rawValue: 1 << 59)
  /// What makes a name that of a place: `street`.
  static let landmark = WordTraits(rawValue: 1 << 60)
  static let placePreposition = WordTraits(rawValue: 1 << 61)
  /// A title that goes before the given name of one who needs no surname: `King`.
  static let crownedTitle = WordTraits(rawValue: 1 << 62)
  /// A given name by which people with a longer one are called: `Tom`.
  static let shortName = WordTraits(rawValue: 1 << 63)

  static let given: WordTraits = [.maleName, .femaleName]

  /// The lists of the word file for names, by their keys.
  static let nameLists: [(key: String, trait: WordTraits)] = [
    ("male-names", .maleName), ("female-names", .femaleName), ("short-names", .shortName),
    ("short-titles", .shortTitle), ("married-titles", .marriedTitle), ("unmarried-titles", .unmarriedTitle),
    ("crowned-titles", .crownedTitle), ("of-joints", .ofJoint), ("epithet-joints", .epithetJoint),
    ("generations", .generation), ("attributes", .attribute), ("endearments", .attribute), ("common", .common),
    ("bodies", .body), ("nations", .nation), ("landmarks", .landmark), ("place-prepositions", .placePreposition),
  ]
}
