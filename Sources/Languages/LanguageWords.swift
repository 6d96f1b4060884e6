public import PluginAPI
import Standoff
import Synchronization

/// The words of one stage in each language, read when a document first asks for them.
///
/// A class, because the words once read are there for all documents.
public final class LanguageWords<Words: Sendable>: Sendable {
  private let read: @Sendable (ConfigNode) throws -> Words?
  private let known: Mutex<[String: Words?]>

  /// - Parameter read: takes what it needs of a language's file; nothing where the file lacks the stage's section.
  public init(_ read: @escaping @Sendable (ConfigNode) throws -> Words?) {
    self.read = read
    known = Mutex([:])
  }

  /// - Parameters:
  ///   - read: takes what it needs of a language's file; nothing where the file lacks the stage's section.
  ///   - files: of the user's own, as the setting `languages` of a stage names them. What they have goes before what
  ///     is built in for the same language, section by section.
  ///   - context: reads the files.
  /// - Throws: ``PluginAPI/ConfigError`` where a file cannot be used.
  public init(
    _ read: @escaping @Sendable (ConfigNode) throws -> Words?, adding files: [SettingFile], in context: PipelineContext
  ) throws {
    self.read = read
    var known: [String: Words?] = [:]
    for file in files {
      let (tag, node) = try Languages.own(file, in: context)
      if let words = try read(node) { known[tag] = words }
    }
    self.known = Mutex(known)
  }

  /// The words of a language by its primary subtag; nothing where there are none for this stage.
  ///
  /// - Throws: ``PluginAPI/ConfigError`` where a list of the language's file is none.
  public subscript(_ tag: String) -> Words? {
    get throws {
      try known.withLock { known in
        if let words = known[tag] { return words }
        let words = try Languages.file(tag).flatMap { try read($0.load()) }
        known[tag] = .some(words)
        return words
      }
    }
  }
}

extension Languages {
  /// A file of the user's own, with the language that it is for.
  fileprivate static func own(_ file: SettingFile, in context: PipelineContext) throws -> (tag: String, ConfigNode) {
    let node = try context.words(in: file)
    guard let tag = node["language"]?.string, isTag(tag) else {
      throw ConfigError("this file does not say its language, as “language: de” would", at: node.place)
    }
    if let shape = try Languages.file("en")?.load() { try check(node, against: shape, depth: 0) }
    return (primary(tag), node)
  }

  /// Keys that the English file does not have are slips of the pen.
  private static func check(_ node: ConfigNode, against shape: ConfigNode, depth: Int) throws(ConfigError) {
    guard depth < 2, let expected = shape.entries else { return }
    guard let entries = node.entries else {
      throw ConfigError("expected lists of words as “name: […]”, found \(node.summary)", at: node.place)
    }
    for entry in entries {
      guard let known = expected.first(where: { $0.key == entry.key }) else {
        let hint = nearest(entry.key, among: expected.map(\.key)).map { "; did you mean “\($0)”?" } ?? ""
        throw ConfigError("no language has “\(entry.key)”\(hint)", at: entry.keyPlace)
      }
      try check(entry.value, against: known.value, depth: depth + 1)
    }
  }
}

extension ConfigNode {
  /// The words of a list; several may share a line. None where there is no such list.
  ///
  /// - Throws: ``PluginAPI/ConfigError`` where it is no list of words.
  public func words(_ key: String) throws -> [String] {
    try lines(key).flatMap { line in
      line.utf8.split(separator: 0x20).map { String(Substring($0)) }
    }
  }

  /// The lines of a list; none where there is no such list.
  ///
  /// - Throws: ``PluginAPI/ConfigError`` where it is no list of words.
  public func lines(_ key: String) throws -> [String] {
    guard let node = self[key], !node.isNull else { return [] }
    guard let lines = node.strings else {
      throw ConfigError("“\(key)” takes words, found \(node.summary)", at: node.place)
    }
    return lines
  }
}
