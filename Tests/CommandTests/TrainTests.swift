import Foundation
import TestSupport
import Testing

/// `twosouls train` on a small training set of its own.
@Suite("train") struct TrainTests {
  private static let workplace = Result { () throws -> Workplace in
    let workplace = try Workplace()
    try workplace.write(items, to: "items.jsonl")
    return workplace
  }

  /// Twelve works of twelve items: both sides, and texts that say nothing.
  private static let items: String = (0..<144).map { number in
    let place = ["harbour", "market", "valley", "foundry", "parish", "district"][number % 6]
    let (text, stance, strain) =
      switch number % 4 {
      case 0: ("The workers of the \(place) freed themselves and elected their own council.", "below", "-")
      case 1: ("The wise few must lead the ignorant multitude of the \(place).", "above", "elitism")
      default: ("The \(place) lies to the north, and wheat was dear that year.", "none", "-")
      }
    return """
      {"id":"\(number)","work":"work \(number / 12)","unit":"\(number % 3 == 0 ? "quotation" : "passage")",\
      "text":"\(text) Page \(number).","stance":"\(stance)","strain":"\(strain)"}
      """
  }.joined(separator: "\n")

  private func train(_ options: String, to file: String) throws -> (status: Int32, said: String, model: Data) {
    let workplace = try Self.workplace.get()
    let command = try workplace.run("twosouls train stance.model \(options) -o \(file)")
    let model = (try? Data(contentsOf: workplace.folder.appending(path: file))) ?? Data()
    return (command.status, command.text + command.errors, model)
  }

  @Test func the_same_items_and_seed_give_the_same_bytes() throws {
    let (one, other) = (try train("items.jsonl", to: "a.model"), try train("items.jsonl", to: "b.model"))
    #expect(one.status == 0, "\(one.said)")
    #expect(!one.model.isEmpty)
    #expect(one.model == other.model)
    #expect(one.said.contains("stance, passages: macro-F1"))
  }

  @Test func a_run_takes_the_model_that_was_trained() throws {
    _ = try train("items.jsonl", to: "own.model")
    let workplace = try Self.workplace.get()
    try workplace.write("The workers of the mill freed themselves and elected their own council.", to: "text.txt")
    let run = try workplace.run(
      "twosouls run -p Pipelines/default.yaml --set stance.model.model=own.model --quiet -o out text.txt")
    #expect(run.status == 0, "\(run.errors)")
    let results = try String(contentsOf: workplace.folder.appending(path: "out/results.jsonl"), encoding: .utf8)
    #expect(results.contains("\"stance\":\"below\""))
  }

  @Test(arguments: [
    ("kinds of features left out", "--without-features order items.jsonl", Int32(0), "macro-F1"),
    ("half of the works", "--share 0.5 items.jsonl", 0, "n 96"),
    ("a kind that is not there", "--without-features colour items.jsonl", 70, "there are no features “colour”"),
    ("a work that is not there", "--without-work colour items.jsonl", 64, "no item is of the work “colour”"),
  ])
  func options(_ name: String, _ options: String, _ status: Int32, _ says: String) throws {
    let trained = try train(options, to: "options.model")
    #expect(trained.status == status, "\(name): \(trained.said)")
    #expect(trained.said.contains(says), "\(name): \(trained.said)")
  }
}
