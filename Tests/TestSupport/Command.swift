public import Foundation

/// A program run to its end.
public struct Command: Sendable {
  public let status: Int32
  public let output: Data
  public let errors: String

  public var text: String { String(decoding: output, as: UTF8.self) }

  /// Runs a line in the shell, with the built programs on the path.
  public init(shell line: String, in folder: URL, environment: [String: String] = [:]) throws {
    let process = Process()
    process.executableURL = URL(filePath: "/bin/sh")
    process.arguments = ["-c", line]
    process.currentDirectoryURL = folder
    var variables = ProcessInfo.processInfo.environment
    variables["PATH"] = "\(Repository.products.path):\(variables["PATH"] ?? "/usr/bin:/bin")"
    variables["SWIFT_BACKTRACE"] = "enable=no"
    variables["NO_COLOR"] = "1"
    for (name, value) in environment { variables[name] = value }
    process.environment = variables
    let errorFile = folder.appending(path: ".stderr-\(UUID().uuidString)")
    try Data().write(to: errorFile)
    defer { try? FileManager.default.removeItem(at: errorFile) }
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = try FileHandle(forWritingTo: errorFile)
    process.standardInput = FileHandle.nullDevice
    try process.run()
    output = try pipe.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    status = process.terminationReason == .exit ? process.terminationStatus : 128 + process.terminationStatus
    errors = String(decoding: try Data(contentsOf: errorFile), as: UTF8.self)
  }
}

/// A folder that goes with its value, holding links to the repository's fixtures and pipelines.
///
/// A class, so that the folder is taken away when the last user is gone.
public final class Workplace: Sendable {
  public let folder: URL

  public init() throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "twosouls-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    for name in ["Fixtures", "Pipelines"] {
      try FileManager.default.createSymbolicLink(
        at: folder.appending(path: name), withDestinationURL: Repository.root.appending(path: name))
    }
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  public func write(_ text: String, to path: String) throws {
    let file = folder.appending(path: path)
    try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: file)
  }

  public func data(_ path: String) throws -> Data { try Data(contentsOf: folder.appending(path: path)) }
  public func text(_ path: String) throws -> String { String(decoding: try data(path), as: UTF8.self) }

  public func run(_ line: String, environment: [String: String] = [:]) throws -> Command {
    try Command(shell: line, in: folder, environment: environment)
  }
}
