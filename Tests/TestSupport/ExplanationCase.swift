/// A text with a passage marked `p`, or a quotation in one marked `q`, whose judgment is to be explained.
public struct ExplanationCase: CustomStringConvertible, Sendable {
  public let description: String
  /// As marked text.
  public let text: String

  public init(_ name: String, _ text: String) {
    (description, self.text) = (name, text)
  }

  /// What every stage that judges stances and explains itself is held to.
  public static let ofEveryStage = [
    ExplanationCase("below", "⟨p:The weavers must free themselves, for nobody will do it in their place.⟩"),
    ExplanationCase(
      "above, with its strain", "⟨p:Trained engineers should plan it all, and the hands be directed by experts.⟩"),
    ExplanationCase("nothing", "⟨p:Wheat rose by four shillings in the quarter.⟩"),
    ExplanationCase(
      "with words before",
      "The meeting was long.\n\n⟨p:Let the miners take the pits into their own hands, says the paper.⟩"),
    ExplanationCase(
      "a quotation in its sentence",
      "⟨p:It rained. The bishop wrote that “⟨q:the ignorant multitude cannot govern themselves⟩” and dined.⟩"),
    ExplanationCase("no word", "⟨p:…⟩"),
  ]
}
