public import PluginAPI
public import Standoff
import Synchronization

/// What the stages know of natural languages: one file a language in `Resources/`, which travels inside the binary.
///
/// To add a language, add a file of the same shape; a stage finds its own section in it.
public enum Languages {
  /// One for each language; ``WordFile/name`` is its tag.
  public static let files = WordFile.all

  /// The primary subtag of the language of a document (`en` of `en-GB`); English where nothing states another.
  public static func tag(of document: Document) -> String {
    document.metadata.language.map { $0.prefix { $0 != "-" && $0 != "_" }.lowercased() } ?? "en"
  }
}

/// The words of one stage in each language, read when a document first asks for them.
///
/// A class, because the words once read are there for all documents.
public final class LanguageWords<Words: Sendable>: Sendable {
  private let read: @Sendable (ConfigNode) throws -> Words?
  private let known = Mutex<[String: Words?]>([:])

  /// - Parameter read: takes what it needs of a language's file; nothing where the file lacks the stage's section.
  public init(_ read: @escaping @Sendable (ConfigNode) throws -> Words?) { self.read = read }

  /// The words of a language by its primary subtag; nothing where there are none for this stage.
  ///
  /// - Throws: ``PluginAPI/ConfigError`` where the file of the language lacks a list.
  public subscript(_ tag: String) -> Words? {
    get throws {
      try known.withLock { known in
        if let words = known[tag] { return words }
        let words = try Languages.files.first { $0.name == "\(tag).yaml" }.flatMap { try read($0.load()) }
        known[tag] = .some(words)
        return words
      }
    }
  }
}

extension ConfigNode {
  /// The words of a list; several may share a line.
  ///
  /// - Throws: ``PluginAPI/ConfigError`` where there is no such list.
  public func words(_ key: String) throws -> [String] {
    try lines(key).flatMap { line in
      line.utf8.split(separator: 0x20).map { String(Substring($0)) }
    }
  }

  /// The lines of a list.
  ///
  /// - Throws: ``PluginAPI/ConfigError`` where there is no such list.
  public func lines(_ key: String) throws -> [String] {
    guard let lines = self[key]?.strings else {
      throw ConfigError("the word file lacks the list “\(key)”", at: place)
    }
    return lines
  }
}
