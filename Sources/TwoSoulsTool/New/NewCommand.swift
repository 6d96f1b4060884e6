import ArgumentParser
import PipelineEngine
import Standoff

struct NewCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "new", abstract: "Writes a working start of a stage, a pipeline or a codebook.",
    subcommands: [NewStageCommand.self, NewPipelineCommand.self, NewCodebookCommand.self])
}

struct NewStageCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "stage", abstract: "Writes a folder with a stage that works at once, and its test.")

  enum Language: String, ExpressibleByArgument, CaseIterable { case swift, python, r }

  @Argument(help: "The name of the stage, such as keywords.list; the folder gets it too.")
  var name: String

  @Option(help: "The language: swift, python or r.")
  var language = Language.python

  @Option(name: .shortAndLong, help: "The folder that the stage's folder is made in.")
  var output = "."

  func run() throws {
    guard let stage = StageName(name) else {
      throw ToolError(
        .usage, "a name is made of letters, digits, “-” and “.”, and starts with a letter, found “\(name)”")
    }
    let files =
      switch language {
      case .python: StageTemplates.python(stage)
      case .r: StageTemplates.r(stage)
      case .swift: StageTemplates.swift(stage)
      }
    let folder = try Starter.write(files, to: "\(output)/\(stage.name)")
    let console = Console()
    console.print("\(folder): \(files.map(\.path).joined(separator: ", "))")
    switch language {
    case .python, .r: console.print("Next: \(ToolName.current) plugin test \(folder)")
    case .swift: console.print("Next: cd \(folder) && swift test")
    }
  }
}

struct NewPipelineCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "pipeline", abstract: "Writes a pipeline file to start from, with examples that it passes.")

  @Argument(help: "The file, such as debates.yaml.")
  var path: String

  func run() throws {
    let file = path.hasSuffix(".yaml") || path.hasSuffix(".yml") ? path : "\(path).yaml"
    guard Files.kind(file) == nil else { throw ToolError(.cannotWrite, "\(file) is there already") }
    try Files.writeWhole(Array(pipelineTemplate.utf8), to: file)
    Console().print("\(file)\nNext: \(ToolName.current) check \(file); \(ToolName.current) test \(file)")
  }
}

struct NewCodebookCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "codebook",
    abstract: "Writes a folder with a codebook, words that speak for its labels, and a pipeline that uses it.")

  @Argument(help: "The name of the codebook, such as home-rule; the folder gets it too.")
  var name: String

  @Option(name: .shortAndLong, help: "The folder that the codebook's folder is made in.")
  var output = "."

  func run() throws {
    guard name.first?.isLetter == true, name.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") })
    else {
      throw ToolError(.usage, "a name is made of letters, digits and “-”, and starts with a letter, found “\(name)”")
    }
    let files = CodebookTemplate.files(name)
    let folder = try Starter.write(files, to: "\(output)/\(name)")
    let console = Console()
    console.print("\(folder): \(files.map(\.path).joined(separator: ", "))")
    console.print("Next: \(ToolName.current) test \(folder)/pipeline.yaml")
  }
}

/// A file of a start.
struct StarterFile {
  let path: String
  let text: String

  init(_ path: String, _ text: String) {
    self.path = path
    self.text = text
  }
}

enum Starter {
  /// - Returns: the folder, as it was written to.
  static func write(_ files: [StarterFile], to path: String) throws -> String {
    let folder = path.hasPrefix("./") ? String(path.dropFirst(2)) : path
    guard Files.kind(folder) == nil else { throw ToolError(.cannotWrite, "\(folder) is there already") }
    for file in files {
      let place = "\(folder)/\(file.path)"
      let parts = place.split(separator: "/", omittingEmptySubsequences: false).dropLast()
      for count in parts.indices {
        let parent = parts[...count].joined(separator: "/")
        if !parent.isEmpty { try Files.makeFolder(parent) }
      }
      try Files.writeWhole(Array(file.text.utf8), to: place)
    }
    return folder
  }
}

/// A stage's name, and what is made of it.
struct StageName {
  /// `keywords.list`.
  let name: String
  /// The layer it provides: `keywords-list`.
  let layer: String
  /// The name of a Swift type: `KeywordsList`.
  let type: String

  init?(_ name: String) {
    let parts = name.split(whereSeparator: { $0 == "." || $0 == "-" })
    guard let first = name.first, first.isASCII, first.isLetter, !parts.isEmpty,
      name.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "." || $0 == "-") })
    else { return nil }
    self.name = name
    layer = parts.joined(separator: "-").lowercased()
    type = parts.map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
  }
}
