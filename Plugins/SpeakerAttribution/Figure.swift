import Standoff

/// Somebody or something that can speak, under whatever words the text has for it.
struct Figure {
  enum Kind: Equatable {
    case name(Int)
    /// Two names joined by `and`.
    case pair(Int, Int)
    case role, work
    /// The one who says `I` outside quotations.
    case narrator
  }

  let kind: Kind
  var gender = NameBook.Gender.unknown
  /// Whether the name has more than one word somewhere.
  var isFull = false
  /// Whether a single pronoun is all that tells the sex.
  var isUnsure = false
  var isPlural = false
  /// Whether it is one body of many, which `it` can mean too.
  var isBody = false
  /// Whether `he` or `she` can mean it.
  var isPerson = true
  /// The words that described it first.
  var mention: Span?
  /// What stands between article and noun in those words.
  var attributes: [UInt64] = []
  /// The main words of those words.
  var nouns: [UInt64] = []
  /// Whether it may be a new description of somebody known: `the boy`, `his cousin`.
  var isLoose = false
  /// Whether the words that described it first mean nobody in particular: `a man`, `every man`.
  var isAnyone = false
  /// Whether a sentence has said that it speaks.
  var hasSpoken = false
  /// How often `he` and `she` have meant it.
  var taken = (he: 0, she: 0)
  /// Whether the words outside quotations name it.
  var isNarrated = false
}
