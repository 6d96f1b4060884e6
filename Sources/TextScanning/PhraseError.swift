/// What is wrong with a phrase.
public enum PhraseError: Error, Equatable, CustomStringConvertible {
  case unclosed(String)
  case empty(String)

  public var description: String {
    switch self {
    case .unclosed(let phrase): "a bracket is not closed in the phrase “\(phrase)”"
    case .empty(let phrase): "the phrase “\(phrase)” can be empty; it needs a word that is always there"
    }
  }
}
