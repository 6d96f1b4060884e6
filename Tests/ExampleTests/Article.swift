import Foundation
import TestSupport

/// An article of the documentation, as far as it can be tried: the files that it gives and the commands that it shows.
struct Article {
  enum Step {
    /// A block behind a line that ends with a path in backticks and a colon.
    case file(path: String, text: String)
    /// What stands behind `$ `, and what it is to answer; a line `…` or an end in `…` stands for anything.
    case command(String, answer: [String])
    /// Any other block, with its language.
    case block(language: String, text: String)
  }

  let steps: [Step]

  init(_ name: String) throws {
    let lines = try Repository.text("Sources/TwoSoulsTool/TwoSouls.docc/\(name).md")
      .split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    var steps: [Step] = []
    var caption = ""
    var open: (language: String, lines: [String])?
    for line in lines {
      guard line.hasPrefix("```") else {
        if open != nil { open?.lines.append(line) } else if !line.isEmpty { caption = line }
        continue
      }
      guard let block = open else {
        open = (String(line.dropFirst(3)), [])
        continue
      }
      let text = block.lines.joined(separator: "\n") + "\n"
      if block.language == "console" {
        steps += Self.commands(block.lines)
      } else if let path = Self.path(endOf: caption) {
        steps.append(.file(path: path, text: text))
      } else {
        steps.append(.block(language: block.language, text: text))
      }
      (open, caption) = (nil, "")
    }
    self.steps = steps
  }

  var files: [(path: String, text: String)] {
    steps.compactMap { if case .file(let path, let text) = $0 { (path, text) } else { nil } }
  }

  /// The blocks in one language that are no files, in order.
  func blocks(_ language: String) -> [String] {
    steps.compactMap { if case .block(language, let text) = $0 { text } else { nil } }
  }

  /// Writes the files and runs the commands, one after another.
  ///
  /// - Returns: the commands that answered otherwise, with what they said.
  func run(in workplace: Workplace) throws -> [String] {
    var problems: [String] = []
    for step in steps {
      switch step {
      case .file(let path, let text): try workplace.write(text, to: path)
      case .command(let line, let expected):
        let command = try workplace.run(line)
        let found =
          (command.text + command.errors).split(separator: "\n").map(String.init)
          + (command.status == 0 ? [] : ["[\(command.status)]"])
        if !Self.matches(found[...], expected[...]) {
          problems.append("$ \(line)\n\(found.joined(separator: "\n"))")
        }
      case .block: break
      }
    }
    return problems
  }

  private static func path(endOf caption: String) -> String? {
    guard caption.hasSuffix("`:") else { return nil }
    return caption.dropLast(2).split(separator: "`").last.map(String.init)
  }

  private static func commands(_ lines: [String]) -> [Step] {
    var commands: [(line: String, answer: [String])] = []
    for line in lines {
      if line.hasPrefix("$ ") {
        commands.append((String(line.dropFirst(2)), []))
      } else if !commands.isEmpty {
        commands[commands.count - 1].answer.append(line)
      }
    }
    return commands.map { .command($0.line, answer: $0.answer) }
  }

  private static func matches(_ found: ArraySlice<String>, _ expected: ArraySlice<String>) -> Bool {
    guard let first = expected.first else { return found.isEmpty }
    if first == "…" {
      return (found.startIndex...found.endIndex).contains { matches(found[$0...], expected.dropFirst()) }
    }
    guard let line = found.first else { return false }
    let isSame = first.hasSuffix("…") ? line.hasPrefix(first.dropLast()) : line == first
    return isSame && matches(found.dropFirst(), expected.dropFirst())
  }
}
