public import PluginAPI

/// The constructions of one language that speak for a codebook's stances, as they were written.
///
/// The built-in ones are read when something needs them, not before.
public struct LexiconSource: Sendable {
  /// The first part of a BCP 47 tag: `en`.
  public let language: String
  /// The file they stand in, or the codebook's own.
  public let file: String
  let isBuiltIn: Bool
  private let content: @Sendable () throws -> ConfigNode
  private let raw: @Sendable () -> [UInt8]

  init(_ language: String, words: WordFile) {
    self.language = language
    file = words.name
    isBuiltIn = true
    content = { try words.load() }
    raw = { words.bytes }
  }

  /// - Parameter node: as a file of one's own has it, with its places.
  init(_ language: String, file: String, _ node: ConfigNode) {
    self.language = language
    self.file = file
    isBuiltIn = false
    content = { node }
    raw = {
      var bytes: [UInt8] = []
      node.write(to: &bytes)
      return bytes
    }
  }

  /// The words, for what is made of them.
  ///
  /// - Throws: an error where a generated file was edited by hand.
  public func load() throws -> ConfigNode { try content() }

  /// What is hashed: the same for the same words, wherever they stand and however they are laid out.
  public var bytes: [UInt8] { raw() }
}

extension ConfigNode {
  /// The content without its places; every string stands behind its length, so that no two contents give the same bytes.
  fileprivate func write(to bytes: inout [UInt8]) {
    switch content {
    case .null: bytes += "~".utf8
    case .bool(let bool): bytes += "\(bool)".utf8
    case .integer, .number: bytes += "\(number ?? 0)".utf8
    case .string(let string): bytes += "\(string.utf8.count):\(string)".utf8
    case .list(let list):
      bytes += "[\(list.count)".utf8
      for node in list { node.write(to: &bytes) }
    case .map(let entries):
      bytes += "{\(entries.count)".utf8
      for entry in entries {
        bytes += "\(entry.key.utf8.count):\(entry.key)".utf8
        entry.value.write(to: &bytes)
      }
    }
  }
}
