/// An input as the tool opened it: a name and bytes, decompressed.
///
/// A reader never opens a file itself. For a file that this one includes it asks for a sibling, which is found only at
/// or below the folder of this file.
public struct SourceFile: Sendable {
  /// Relative to the input given, with `/` between folders.
  public let path: String
  /// The content, decompressed.
  public let bytes: [UInt8]
  private let open: @Sendable (String) throws -> SourceFile

  /// Tests give a file its bytes; the tool also lets it find its siblings.
  public init(
    path: String, bytes: [UInt8],
    sibling: @escaping @Sendable (String) throws -> SourceFile = { throw SiblingError.none($0) }
  ) {
    self.path = path
    self.bytes = bytes
    open = sibling
  }

  /// The last part of the path, in lower case, without `.gz`.
  public var name: String {
    let name = path.split(separator: "/").last.map { $0.lowercased() } ?? ""
    return name.hasSuffix(".gz") ? String(name.dropLast(3)) : name
  }

  /// A file by its path relative to this one's folder.
  ///
  /// - Throws: ``SiblingError``, or what opening it threw.
  public func sibling(_ path: String) throws -> SourceFile { try open(path) }
}

/// Why a file beside another cannot be had.
public enum SiblingError: Error, Equatable, CustomStringConvertible {
  case none(String)
  case outside(String)

  public var description: String {
    switch self {
    case .none(let path): "there is no file “\(path)” beside this one"
    case .outside(let path): "“\(path)” lies outside the folder of this file, so it is not read"
    }
  }
}

/// A file that a reporter made, or a piece of one.
public struct Artifact: Sendable, Equatable {
  /// Relative to the output folder.
  public let path: String
  /// The content, or the piece of it.
  public let bytes: [UInt8]
  /// Whether the bytes go behind those that the same run wrote to the path before.
  public let appends: Bool

  public init(_ path: String, _ bytes: [UInt8], appends: Bool = false) {
    self.path = path
    self.bytes = bytes
    self.appends = appends
  }

  /// A file of text, in UTF-8.
  public init(_ path: String, _ text: String, appends: Bool = false) {
    self.init(path, Array(text.utf8), appends: appends)
  }
}

extension Artifact {
  /// Whether a path leads to a place below the folder that it is relative to.
  package static func isInside(_ path: String) -> Bool {
    // By bytes: a character is more than its slash where a combining mark follows, but the system sees the slash.
    !path.utf8.contains(0)
      && !path.utf8.split(separator: 0x2F, omittingEmptySubsequences: false).contains {
        $0.isEmpty || $0.elementsEqual("..".utf8)
      }
  }
}
