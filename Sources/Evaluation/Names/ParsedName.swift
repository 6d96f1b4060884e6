/// A name taken apart: “Sir John S. Mill the younger, Bishop of Ely”.
struct ParsedName: Sendable {
  enum Sex: Sendable { case female, male }

  /// The words that tell one speaker from another, in lower case and without accents.
  var words: [String] = []
  /// Given names and surname, in this order.
  var names: [String] = []
  /// Titles, ranks and offices.
  var titles: [String] = []
  /// What stands behind “of”, “in” and the like.
  var place: [String] = []
  var sex: Sex?
  /// “Mrs.” or “Miss”.
  var isMarried: Bool?
  var isElder: Bool?
  /// “Henry VIII” and “Henry the Eighth”.
  var number: String?
  /// The “I” of a text, or its narrator.
  var isNarrator = false
  /// Somebody or something of a person: “Marx's wife”.
  var isRelation = false

  init(_ name: String) { self.init(NameToken.tokens(of: name)) }

  /// The persons that “Marx and Engels” or “A; B” names.
  static func persons(_ name: String) -> [ParsedName] {
    var groups: [[NameToken]] = [[]]
    let tokens = NameToken.tokens(of: name)
    for (index, token) in tokens.enumerated() {
      // “an observer, and a member of the house” is one.
      let isApposition = index + 1 < tokens.count && ["a", "an"].contains(tokens[index + 1].word)
      if NameWords.joining.contains(token.word), !isApposition {
        groups.append([])
      } else {
        groups[groups.count - 1].append(token)
        if token.endsPerson { groups.append([]) }
      }
    }
    return groups.map(ParsedName.init).filter { !$0.words.isEmpty }
  }

  private init(_ tokens: [NameToken]) {
    let tokens = Self.inOrder(tokens)
    isNarrator = Self.isNarrator(tokens)
    isRelation = tokens.dropLast().contains { $0.isPossessive }
    var isBehindComma = false
    for (index, token) in tokens.enumerated() where token.isTelling {
      isBehindComma = isBehindComma || index > 0 && tokens[index - 1].endsPart
      take(token, isBehindComma: isBehindComma, isBehindArticle: index > 0 && tokens[index - 1].isArticle)
    }
    if names.isEmpty, titles.isEmpty { names = place.isEmpty ? tokens.filter(\.isTelling).map(\.word) : place }
    if sex == nil, names.count > 1 { sex = NameWords.sex(ofGiven: names[0]) }
    words = (names.isEmpty ? titles : names) + place + (number.map { [$0] } ?? [])
    if words.isEmpty { words = tokens.map(\.word) }
    // One who has a surname only is told by the title: “Mr. Hart”, “Mrs. Hart”.
    if names.count == 1, let sex { words.append("\(sex)") }
  }

  private var hasPlace = false

  private mutating func take(_ token: NameToken, isBehindComma: Bool, isBehindArticle: Bool) {
    let word = token.word
    let isFirst = names.isEmpty && !hasPlace
    let isAside = isBehindComma || isBehindArticle || token.isSuffix
    if NameWords.placing.contains(word) {
      hasPlace = true
    } else if NameWords.particles.contains(word) {
      return
    } else if let elder = NameWords.generations[word], isFirst || isAside {
      isElder = elder
    } else if let number = token.number ?? (isBehindArticle ? NameWords.ordinals[word] : nil), !isFirst {
      self.number = number
    } else if hasPlace {
      if !token.isTitle { place.append(word) }
    } else if token.isTitle, isFirst || isAside {
      titles.append(NameWords.title(word))
      sex = sex ?? NameWords.sex(ofTitle: NameWords.title(word))
      isMarried = isMarried ?? NameWords.marriage[word]
    } else if !isBehindComma, !token.isSuffix {
      names.append(word)
    }
  }

  /// “Marx, Karl” as “Karl Marx”; what else stands behind a comma stays there.
  private static func inOrder(_ tokens: [NameToken]) -> [NameToken] {
    guard let comma = tokens.firstIndex(where: \.endsPart), tokens.count(where: \.endsPart) == 1 else { return tokens }
    let (front, back) = (tokens[...comma], tokens[(comma + 1)...])
    let isName = (1...2).contains(front.count) && (1...3).contains(back.count) && !front.contains(where: \.isTitle)
    guard isName, back.allSatisfy({ $0.isCapitalised && !$0.isTitle && !$0.isSuffix && !$0.isArticle }) else {
      return tokens
    }
    var last = tokens[comma]
    last.endsPart = false
    return Array(back) + front.dropLast() + [last]
  }

  private static func isNarrator(_ tokens: [NameToken]) -> Bool {
    let words = tokens.filter { !$0.isArticle || $0.isInitial }
    guard words.count == 1 else { return false }
    return NameWords.narrators.contains(words[0].word)
  }
}
