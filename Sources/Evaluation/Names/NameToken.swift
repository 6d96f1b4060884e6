/// A word of a name, and what stands around it.
struct NameToken: Sendable {
  /// In lower case, without accents and without the possessive.
  let word: String
  let isCapitalised: Bool
  /// “A.”, which is no article.
  let isInitial: Bool
  let isPossessive: Bool
  /// The number that a roman numeral of a ruler gives.
  let number: String?
  /// A comma stands behind.
  var endsPart = false
  /// A semicolon stands behind.
  var endsPerson = false

  var isArticle: Bool { NameWords.articles.contains(word) && !isInitial }
  var isTitle: Bool { NameWords.titles.contains(word) && !(isInitial && word.count == 1 && word != "m") }
  /// What follows a name and is none: “jun.”, “esq.”.
  var isSuffix: Bool { NameWords.suffixes.contains(word) }
  var isTelling: Bool { !isArticle && !NameWords.epithets.contains(word) }

  /// The words of a name; what stands in brackets, and bare numbers, are left out.
  static func tokens(of name: String) -> [NameToken] {
    var tokens: [NameToken] = []
    var word = ""
    var depth = 0
    func end(behind next: Character?) {
      defer { word = "" }
      guard let token = NameToken(word, next: next) else { return }
      tokens.append(token)
    }
    for character in name {
      switch character {
      case "(", "[":
        end(behind: nil)
        depth += 1
      case ")", "]": depth = max(0, depth - 1)
      case _ where depth > 0: break
      case _ where character.isLetter || character.isNumber || character == "'" || character == "’":
        word.append(character)
      default:
        end(behind: character)
        guard !tokens.isEmpty else { break }
        if character == "," { tokens[tokens.count - 1].endsPart = true }
        if character == ";" || character == "&" { tokens[tokens.count - 1].endsPerson = true }
      }
    }
    end(behind: nil)
    return tokens
  }

  private init?(_ raw: String, next: Character?) {
    var letters = raw.lowercased().map { $0 == "’" ? "'" : $0 }
    while letters.first == "'" { letters.removeFirst() }
    let isOwner = letters.suffix(2) == ["'", "s"] && letters.count > 2
    if isOwner { letters.removeLast(2) }
    while letters.last == "'" { letters.removeLast() }
    if letters.count > 4, ["d", "l"].contains(letters[0]), letters[1] == "'" { letters.removeFirst(2) }
    guard letters.contains(where: \.isLetter) else { return nil }
    word = NameWords.folded(String(letters))
    isCapitalised = raw.first?.isUppercase ?? false
    isInitial = letters.count == 1 && isCapitalised && (next == "." || !NameWords.articles.contains(word))
    isPossessive = isOwner
    let isNumeral = raw.allSatisfy { "IVX".contains($0) } && (raw.count > 1 || raw == "V" || raw == "I")
    number = isNumeral && next != "." ? raw : nil
  }
}
