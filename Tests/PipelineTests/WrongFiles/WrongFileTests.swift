import PipelineEngine
import PluginAPI
import TestSupport
import Testing

@testable import TwoSoulsTool

/// Files with mistakes that people make, and some that only a machine would: each is refused with a sentence that says
/// where, what and what to do, before any text is opened.
@Suite("Wrong pipeline files")
struct WrongFileTests {
  @Test("are at least a hundred, each of its own kind")
  func count() {
    #expect(WrongFile.all.count >= 100)
    #expect(Set(WrongFile.all.map(\.name)).count == WrongFile.all.count)
  }

  @Test("are refused, and nothing but pipeline files was read", arguments: WrongFile.all)
  func refused(_ file: WrongFile) {
    let (messages, read) = file.refusal()
    let expected = messages.filter { $0.contains(":\(file.place):") && $0.contains(file.sentence) }
    #expect(expected.count == 1, "at \(file.place) “\(file.sentence)”, but found:\n\(messages.joined(separator: "\n"))")
    #expect(read.allSatisfy { $0.hasSuffix(".yaml") })
  }

  @Test("tell all mistakes at once, in the order of the lines")
  func several() {
    let file = WrongFile(
      "several",
      """
      twosouls: 1
      titel: x
      stages:
        - read.txt
        - quotations.marks: { minimum-word: 3, without: 4 }
        - { use: stance.cues, iff: x }
      examples:
        - { text: a, expect: { stance: abov, quotation: 1 } }
      """, "")
    let places = file.refusal().messages.map { $0.split(separator: " ")[0] }
    #expect(
      places == [
        "p.yaml:2:1:", "p.yaml:4:5:", "p.yaml:5:25:", "p.yaml:5:51:", "p.yaml:6:25:", "p.yaml:8:34:", "p.yaml:8:40:",
      ])
  }

  @Test(
    "tell of an expected layer that nothing gives beside whatever else is wrong",
    arguments: [
      ("nothing else", "quotations.marks", 1), ("a setting", "quotations.marks: { minimum-word: 1 }", 2),
      ("a report's name", "quotations.marks\n  - report.cvs", 2), ("an unmet need", "attitude.rules", 2),
      ("a report twice", "quotations.marks\n  - report.csv\n  - report.csv", 2),
      ("a stage that nobody knows, which may give it", "quotations.mrks", 1),
    ])
  func expectedLayers(_ name: String, _ step: String, _ mistakes: Int) {
    let text = """
      twosouls: 1
      stages:
        - read.text
        - segment.paragraphs
        - \(step)
      examples:
        - { text: a, expect: { layers: { pasage: 1 } } }
      """
    let messages = WrongFile(name, text, "").refusal().messages
    #expect(messages.count == mistakes, "\(messages)")
    #expect(
      messages.contains { $0.contains("gives the layer “pasage”; did you mean “passage”?") }
        == (step != "quotations.mrks"))
  }

  // What is long or nested is refused by its length, its levels and its anchors, not by what it costs: the same sentence
  // for a little as for a lot, so that the small ones prove the large ones.

  @Test("with anchors are refused however often they would multiply", arguments: [1, 3, 40, 400])
  func bombs(_ levels: Int) {
    var text = "a0: &a0 [x, x]\n"
    for level in 1...levels { text += "a\(level): &a\(level) [*a\(level - 1), *a\(level - 1)]\n" }
    let asValue = WrongFile("value", "\(text)stages: *a\(levels)", "").refusal().messages
    let asKey = WrongFile("key", "\(text)? *a\(levels)\n: x\n? *a\(levels)\n: y", "").refusal().messages
    for messages in [asValue, asKey] {
      #expect(messages.count == 1)
      #expect(messages.first?.contains("anchors (&name) are not supported; write the value out") == true)
    }
  }

  @Test("nested deeper than a hundred are refused", arguments: [101, 500, 20_000])
  func nested(_ levels: Int) {
    let brackets = String(repeating: "[", count: levels) + String(repeating: "]", count: levels)
    let dashes = String(repeating: "- ", count: levels) + "x"
    for text in ["twosouls: 1\nstages: \(brackets)", "twosouls: 1\nstages:\n  \(dashes)"] {
      let messages = WrongFile("nested", text, "").refusal().messages
      #expect(messages.contains { $0.contains("write it flatter") }, "\(messages)")
    }
  }

  @Test("with more mistakes than anybody mends are told so", arguments: [100, 101, 1000])
  func many(_ count: Int) {
    let steps = Array(repeating: "  - read.txt\n", count: count).joined()
    let messages = WrongFile("many", "twosouls: 1\nstages:\n\(steps)", "").refusal().messages
    #expect(messages.count == min(count, 101))
    #expect(messages.last?.contains("there are more mistakes; mend those above first") == (count > 100))
  }

  @Test("with more than a thousand components are refused")
  func long() {
    let steps = Array(repeating: "  - read.text\n", count: 1001).joined()
    let messages = WrongFile("long", "twosouls: 1\nstages:\n\(steps)", "").refusal().messages
    #expect(
      messages.count == 1 && messages[0].contains("has 1001 components, more than the 1000 that a chain may have"))
  }

  @Test("of more than a megabyte are refused unread", arguments: [0, 1])
  func huge(_ more: Int) {
    let text = "twosouls: 1\nstages: [read.text]\n#"
    let file = text + String(repeating: "x", count: PipelineSources.mostBytes - text.utf8.count + more)
    let messages = WrongFile("huge", file, "").refusal().messages
    #expect(messages.isEmpty == (more == 0))
    if more > 0 { #expect(messages.first?.hasPrefix("p.yaml:1:1: this file has more than 1 MB") == true) }
  }

  @Test("keep a command from opening its inputs")
  func inputs() throws {
    let workplace = try Workplace()
    for (number, file) in WrongFile.all.enumerated() where number % 12 == 0 && file.others.isEmpty {
      try workplace.write(String(decoding: file.bytes, as: UTF8.self), to: "p\(number).yaml")
      // Opening a pipe that nobody writes to would wait for ever.
      let run = try workplace.run(
        "mkfifo in\(number).txt && timeout 20 twosouls run -p p\(number).yaml in\(number).txt -o out")
      #expect(run.status == 78, "\(file.name): \(run.errors)")
      let gone = try workplace.run("twosouls run -p p\(number).yaml nowhere -o out; [ ! -e out ]")
      #expect(gone.status == 0 && gone.errors.contains("p\(number).yaml"), "\(file.name): \(gone.errors)")
    }
  }
}
