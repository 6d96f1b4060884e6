public import PluginAPI

/// A file to be read: where it is, and what it is called in the results.
public struct Input: Sendable, Equatable {
  /// As the tool opens it; `-` is standard input.
  public let path: String
  /// Relative to the input that was given, so that results do not depend on where a corpus lies.
  public let id: String
  /// Bytes on disk, 0 where unknown.
  public let size: Int
}

/// Finds the files that a command line names.
public enum Inputs {
  /// Endings of files that are read when a folder is given.
  public static let endings = [".txt", ".text", ".md", ".markdown", ".xml", ".tei"]

  /// Files as given, folders with everything below them that has a known ending, `-` for standard input, `@list` for a
  /// file with a path on each line.
  ///
  /// In the order given, folders by name; a file that comes twice is read once. A hidden name is passed over.
  public static func find(_ arguments: [String]) throws(InputError) -> [Input] {
    var inputs: [Input] = []
    var seen: Set<String> = []
    for argument in arguments {
      for input in try expand(argument) where seen.insert(input.id + "\u{0}" + input.path).inserted {
        inputs.append(input)
      }
    }
    return unique(inputs)
  }

  private static func expand(_ argument: String) throws(InputError) -> [Input] {
    if argument == "-" { return [Input(path: "-", id: "stdin", size: 0)] }
    if argument.hasPrefix("@") { return try list(String(argument.dropFirst())) }
    switch Files.kind(argument) {
    case .folder:
      var inputs: [Input] = []
      let folder = argument.count > 1 && argument.hasSuffix("/") ? String(argument.dropLast()) : argument
      try walk(folder, id: "", into: &inputs, depth: 0)
      return inputs
    case .file, .other: return [Input(path: argument, id: lastPart(argument), size: Files.size(argument) ?? 0)]
    case nil: throw InputError.none(argument)
    }
  }

  private static func walk(_ folder: String, id: String, into inputs: inout [Input], depth: Int) throws(InputError) {
    guard depth < 64 else { return }
    for name in try Files.names(in: folder) {
      let path = "\(folder)/\(name)"
      let id = id.isEmpty ? name : "\(id)/\(name)"
      switch Files.kind(path) {
      case .folder: try walk(path, id: id, into: &inputs, depth: depth + 1)
      case .file where isKnown(name):
        inputs.append(Input(path: path, id: id, size: Files.size(path) ?? 0))
      default: break
      }
    }
  }

  private static func list(_ path: String) throws(InputError) -> [Input] {
    var inputs: [Input] = []
    for (number, line) in try Files.read(path).split(separator: 0x0A, omittingEmptySubsequences: false).enumerated() {
      let name = String(decoding: line.last == 0x0D ? line.dropLast() : line, as: UTF8.self)
      guard !name.isEmpty, !name.hasPrefix("#") else { continue }
      guard Files.kind(name) != nil else { throw InputError.list(path, number + 1, name) }
      inputs.append(Input(path: name, id: name, size: Files.size(name) ?? 0))
    }
    return inputs
  }

  private static func isKnown(_ name: String) -> Bool {
    let name = name.lowercased()
    return endings.contains { name.hasSuffix($0) || name.hasSuffix($0 + ".gz") }
  }

  /// Two inputs with one id would be two documents with one name; the second gets its whole path.
  private static func unique(_ inputs: [Input]) -> [Input] {
    var ids: Set<String> = []
    return inputs.map { input in
      if ids.insert(input.id).inserted { return input }
      var id = input.path
      while !ids.insert(id).inserted { id += "'" }
      return Input(path: input.path, id: id, size: input.size)
    }
  }

  private static func lastPart(_ path: String) -> String { path.split(separator: "/").last.map(String.init) ?? path }
}

extension Pipeline {
  /// The inputs without those that another one of them includes.
  ///
  /// A file that cannot be opened stays, and fails when its turn comes.
  public func withoutIncluded(_ inputs: [Input]) -> [Input] {
    let readers = readers.compactMap { $0 as? any IncludingReader }
    guard inputs.count > 1, !readers.isEmpty else { return inputs }
    var included: Set<String> = []
    for input in inputs where input.path != "-" {
      let name = SourceFile(path: input.path, bytes: []).name
      guard let reader = readers.first(where: { $0.canInclude(name) }), let file = try? input.open() else { continue }
      for path in reader.inclusions(in: file) {
        if let real = Files.resolved("\(folder(of: input.path))/\(path)") { included.insert(real) }
      }
    }
    guard !included.isEmpty else { return inputs }
    return inputs.filter { input in Files.resolved(input.path).map { !included.contains($0) } ?? true }
  }
}

extension Input {
  /// The most bytes a compressed file may unpack to.
  static let limit = 2_000_000_000

  /// Opens the file and unpacks it.
  public func open() throws -> SourceFile {
    let bytes = try path == "-" ? Files.read(descriptor: 0, path: "standard input") : Files.read(path)
    return try Self.file(id: id, path: path, bytes: bytes, root: path == "-" ? nil : folder(of: path))
  }

  /// - Parameter root: the folder below which siblings may lie.
  private static func file(id: String, path: String, bytes: [UInt8], root: String?) throws -> SourceFile {
    let plain = Gzip.isGzip(bytes) ? try Gzip.decompress(bytes, limit: limit) : bytes
    guard let root else { return SourceFile(path: id, bytes: plain) }
    return SourceFile(path: id, bytes: plain) { relative in
      let target = "\(folder(of: path))/\(relative)"
      guard !relative.hasPrefix("/"), let real = Files.resolved(target), let realRoot = Files.resolved(root) else {
        throw SiblingError.none(relative)
      }
      guard real.hasPrefix(realRoot + "/") else { throw SiblingError.outside(relative) }
      guard Files.kind(real) == .file else { throw SiblingError.none(relative) }
      let siblingID = normalised("\(folder(of: id))/\(relative)")
      return try file(id: siblingID, path: target, bytes: try Files.read(real), root: root)
    }
  }
}

private func folder(of path: String) -> String {
  guard let slash = path.lastIndex(of: "/") else { return "." }
  return slash == path.startIndex ? "/" : String(path[..<slash])
}

private func normalised(_ path: String) -> String {
  var parts: [Substring] = []
  for part in path.split(separator: "/") where part != "." {
    if part == "..", !parts.isEmpty, parts.last != ".." { parts.removeLast() } else { parts.append(part) }
  }
  return parts.joined(separator: "/")
}
