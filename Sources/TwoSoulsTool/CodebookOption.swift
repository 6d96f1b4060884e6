import ArgumentParser
import Codebook
import PluginAPI

/// The option by which commands that take no pipeline choose a codebook.
struct CodebookOption: ParsableArguments {
  @Option(help: "The codebook: a built-in one by its name, or the path of a file.")
  var codebook = "two-souls"

  func load() throws -> Codebook { try Self.load(codebook) }

  static func load(_ name: String) throws -> Codebook {
    do {
      return try Codebooks.find(name, at: .none)
    } catch let error as ConfigError {
      guard error.place == .none else { throw error }
      throw ToolError(.usage, "\(error)")
    }
  }
}
