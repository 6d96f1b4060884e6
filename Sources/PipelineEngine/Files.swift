import Glibc
import Standoff

/// Files and folders by system call: what Foundation would do three times as slowly.
public enum Files {
  /// What a path can lead to.
  public enum Kind: Sendable { case file, folder, other }

  /// What a path leads to, links followed; nothing where there is nothing.
  public static func kind(_ path: String) -> Kind? {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    switch status.st_mode & S_IFMT {
    case S_IFREG: return .file
    case S_IFDIR: return .folder
    default: return .other
    }
  }

  /// Bytes of a file, or nothing where there is none.
  public static func size(_ path: String) -> Int? {
    var status = stat()
    return stat(path, &status) == 0 ? Int(status.st_size) : nil
  }

  /// The whole content; of a pipe or terminal, up to its end.
  ///
  /// - Parameters:
  ///   - path: of a file, a pipe or a terminal.
  ///   - limit: more bytes than this are not read but refused.
  public static func read(_ path: String, limit: Int = .max) throws(InputError) -> [UInt8] {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { throw InputError.system(path, reason()) }
    defer { close(file) }
    let size = size(path) ?? 0
    if size > limit { throw InputError.large(limit) }
    return try read(descriptor: file, guess: size, path: path, limit: limit)
  }

  /// The rest of an open file, up to its end.
  public static func read(
    descriptor: Int32, guess: Int = 0, path: String, limit: Int = .max
  ) throws(InputError) -> [UInt8] {
    var bytes: [UInt8] = []
    var room = max(guess + 1, 64 * 1024)
    while true {
      var count = 0
      let chunk = [UInt8](unsafeUninitializedCapacity: room) { buffer, filled in
        repeat { count = Glibc.read(descriptor, buffer.baseAddress, room) } while count < 0 && errno == EINTR
        filled = max(0, count)
      }
      if count < 0 { throw InputError.system(path, reason()) }
      if count == 0 { return bytes }
      if bytes.isEmpty { bytes = chunk } else { bytes += chunk }
      if bytes.count > limit { throw InputError.large(limit) }
      room = max(64 * 1024, guess + 1 - bytes.count)
    }
  }

  /// A name in a folder.
  public struct Name: Sendable {
    /// As a string.
    public let text: String
    /// Whether the text is the name; not so where its bytes are no UTF-8.
    public let isExact: Bool
  }

  /// The names in a folder, sorted by their bytes, without those that start with a dot.
  public static func names(in folder: String) throws(InputError) -> [Name] {
    guard let directory = opendir(folder) else { throw InputError.system(folder, reason()) }
    defer { closedir(directory) }
    var names: [Name] = []
    while let entry = readdir(directory) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) {
          Name(text: String(cString: $0), isExact: String(validatingCString: $0) != nil)
        }
      }
      if !name.text.hasPrefix(".") { names.append(name) }
    }
    return names.sorted { $0.text.utf8.lexicographicallyPrecedes($1.text.utf8) }
  }

  /// Makes a folder, and those above it that are missing.
  public static func makeFolder(_ path: String) throws(OutputError) {
    let kind = kind(path)
    guard kind != .folder else { return }
    if kind != nil { throw OutputError.system(path, "it is a file and no folder") }
    if let slash = path.lastIndex(of: "/"), slash > path.startIndex { try makeFolder(String(path[..<slash])) }
    if mkdir(path, 0o755) != 0 {
      let reason = reason()
      if Files.kind(path) != .folder { throw OutputError.system(path, reason) }
    }
  }

  /// Writes beside the path and renames, so that nobody ever sees half a file.
  public static func writeWhole(_ bytes: [UInt8], to path: String) throws {
    let temporary = "\(path).part"
    let file = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard file >= 0 else { throw OutputError.system(path, reason()) }
    do {
      defer { close(file) }
      try write(bytes, to: file, path: path)
    } catch {
      unlink(temporary)
      throw error
    }
    if rename(temporary, path) != 0 { throw OutputError.system(path, reason()) }
  }

  static func write(_ json: JSONWriter, to descriptor: Int32, path: String) throws {
    try json.withBytes { try write($0, to: descriptor, path: path) }
  }

  static func write(_ bytes: [UInt8], to descriptor: Int32, path: String) throws {
    try bytes.withUnsafeBytes { try write($0, to: descriptor, path: path) }
  }

  private static func write(_ bytes: UnsafeRawBufferPointer, to descriptor: Int32, path: String) throws(OutputError) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = Glibc.write(descriptor, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw OutputError.system(path, reason()) }
      rest = rest.dropFirst(count)
    }
  }

  /// The absolute path with links resolved, or nothing where there is no such file.
  public static func resolved(_ path: String) -> String? {
    guard let pointer = realpath(path, nil) else { return nil }
    defer { free(pointer) }
    return String(cString: pointer)
  }

  /// What a variable of the environment holds, nothing where it is not set.
  public static func environment(_ name: String) -> String? { getenv(name).map { String(cString: $0) } }

  static func reason() -> String { String(cString: strerror(errno)) }
}

/// Why an input could not be read.
public enum InputError: Error, Equatable, CustomStringConvertible {
  case system(String, String)
  case gzip(String)
  case none(String)
  case noReader
  case list(String, Int, String)
  case large(Int)
  case name
  case link

  public var description: String {
    switch self {
    case .system(let path, let reason): "“\(path)” cannot be read: \(reason)"
    case .gzip(let reason): "the gzip file cannot be unpacked: \(reason)"
    case .none(let path): "there is no file or folder “\(path)”"
    case .noReader: "no reader of the pipeline takes this file; is it a text or TEI file?"
    case .list(let list, let line, let path): "\(list):\(line): there is no file “\(path)”"
    case .large(let limit): "it has more than \(limit / 1_000_000) MB; cut it into smaller files"
    case .name: "its name is not valid UTF-8; rename it"
    case .link: "this link leads to no file"
    }
  }
}

/// Why a result could not be written.
public enum OutputError: Error, Equatable, CustomStringConvertible {
  case system(String, String)
  case exists(String)
  case busy(String)
  case notResumable(String)
  case outside(String)
  case taken(String, String, String)

  /// Whether it is the system that refused, which may be otherwise when the run is gone on with.
  public var mayPass: Bool { if case .system = self { true } else { false } }

  public var description: String {
    switch self {
    case .system(let path, let reason): "“\(path)” cannot be written: \(reason)"
    case .exists(let folder):
      "there are results in “\(folder)” already; “--resume” goes on with them, “--force” replaces them, “-o” names "
        + "another folder"
    case .busy(let folder): "another run is writing into “\(folder)” now; wait for it, or name another folder with “-o”"
    case .notResumable(let reason): "the run cannot be resumed: \(reason)"
    case .outside(let path): "a report wants to write “\(path)”, which lies outside the output folder"
    case .taken(let path, let second, let first):
      "\(second) wants to write “\(path)”, which \(first) writes too; take one of the two out of the pipeline, or let it "
        + "write another file"
    }
  }
}
