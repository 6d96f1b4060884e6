import Standoff
import Testing

@testable import PlainTextReader

@Suite("Hyphens at line ends")
struct HyphenTests {
  struct Case: CustomTestStringConvertible, Sendable {
    let name: String
    let file: String
    let words: String
    var testDescription: String { name }

    init(_ name: String, _ file: String, _ words: String) {
      self.name = name
      self.file = file
      self.words = words
    }
  }

  @Test(arguments: [
    Case("a divided word", "They asked for the emanci-\npation of labor.", "They asked for the emancipation of labor."),
    Case("a prefix that keeps its hyphen", "They asked for self-\nemancipation.", "They asked for self-emancipation."),
    Case(
      "the document writes it as one",
      "The cooperators met. They wanted co-\noperators, not masters, and no cooperators left.",
      "The cooperators met. They wanted cooperators, not masters, and no cooperators left."),
    Case(
      "the document writes it with its hyphen", "The working-class press and the working-\nclass vote.",
      "The working-class press and the working-class vote."),
    Case("several hyphens", "He called it Socialism-from-\nabove.", "He called it Socialism-from-above."),
    Case("a capital behind it", "He called it Socialism-from-\nAbove.", "He called it Socialism-from-Above."),
    Case("a name of two", "She wrote to Garrow-\nThornbury about it.", "She wrote to Garrow-Thornbury about it."),
    Case("a former minister", "The minister and the ex-\nminister met.", "The minister and the ex-minister met."),
    Case("an example", "It was an ex-\nample to all.", "It was an example to all."),
    Case("a soft hyphen", "The self\u{AD}\ngoverned towns.", "The selfgoverned towns."),
    Case("years", "The strikes of 1905-\n1907 were lost.", "The strikes of 1905-1907 were lost."),
    Case("a dash of two", "The plan--\nwhose plan?--was done.", "The plan--whose plan?--was done."),
    Case("a dash between blanks", "The plan -\nwhose plan? - was done.", "The plan - whose plan? - was done."),
    Case(
      "emphasis across the line end", "They wanted _self-\nemancipation_ now.", "They wanted self-emancipation now."),
    Case("Cyrillic", "Они хотели само-\nуправления.", "Они хотели самоуправления."),
  ]) func hyphens(_ example: Case) throws {
    let document = try read(example.file)
    #expect(document.text.description == example.words)
    #expect(try strayBytes(document, Array(example.file.utf8)).isEmpty)
  }
}
