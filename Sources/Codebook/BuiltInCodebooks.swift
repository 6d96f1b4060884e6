public import PluginAPI

extension Codebook {
  /// The built-in codebook: socialism (and the better society at large) from above and from below.
  public static let twoSouls: Codebook = builtIn(.twoSouls)

  /// The codebooks in the binary, by name.
  public static func builtIn(named name: String) -> Codebook? { name == twoSouls.name ? twoSouls : nil }

  /// The names of the codebooks in the binary.
  public static var builtInNames: [String] { [twoSouls.name] }

  /// Whether it travels in the binary, so that what is made of it need be made once only.
  public var isBuiltIn: Bool { lexicons.contains(where: \.isBuiltIn) }

  /// The file holds what the tests of this module have read, so that a codebook that cannot be read is our own mistake.
  private static func builtIn(_ file: WordFile) -> Codebook {
    do {
      return try Codebook(reading: try file.load()) { name, language in
        guard let words = WordFile.all.first(where: { $0.name == name }) else {
          throw ConfigError("there is no file “\(name)” in the binary", at: .none)
        }
        return LexiconSource(language, words: words)
      }
    } catch {
      preconditionFailure("\(file.name): \(error)")
    }
  }
}

extension PipelineContext {
  /// The codebook of the pipeline; the built-in one where nobody chose.
  public var codebook: Codebook {
    get { self[Codebook.self] ?? .twoSouls }
    set { self[Codebook.self] = newValue }
  }
}
