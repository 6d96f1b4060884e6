public import Codebook
public import Standoff

/// A passage and how it is to be judged.
public struct StanceCase: CustomStringConvertible, Sendable {
  public let description: String
  public let text: String
  public let stance: Stance
  /// Nothing where any will do.
  public let strain: Strain?

  public init(_ name: String, _ text: String, _ stance: Stance, _ strain: Strain? = nil) {
    description = name
    self.text = text
    self.stance = stance
    self.strain = strain
  }
}

extension Document {
  /// A text that is one passage, with these quotations.
  public static func passage(
    _ text: String, _ quotations: Layer<Quotation> = Layer(), language: String? = "en"
  ) throws -> Document {
    let document = Document(text, language: language)
    var passages = Layer<Passage>()
    passages.add(Passage(number: 1), at: document.text.all)
    return try document.adding(passages, quotations)
  }
}
