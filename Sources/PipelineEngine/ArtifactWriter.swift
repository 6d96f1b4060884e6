import Glibc
public import PluginAPI

/// Writes what reporters make below one folder.
///
/// A class, because it holds open files, which are closed with it.
public final class ArtifactWriter {
  private let folder: String
  private var open: [String: Int32] = [:]
  /// The files written, in the order of their first bytes.
  public private(set) var paths: [String] = []

  /// Writes below a folder, which is made when it is needed.
  public init(folder: String) { self.folder = folder }

  deinit { for file in open.values { close(file) } }

  /// Writes what a reporter answered, at once.
  public func write(_ artifacts: [Artifact]) throws {
    for artifact in artifacts { try write(artifact) }
  }

  /// Whether a path leads to a place below the folder that it is relative to.
  static func isInside(_ path: String) -> Bool {
    !path.split(separator: "/", omittingEmptySubsequences: false).contains { $0.isEmpty || $0 == ".." }
  }

  private func write(_ artifact: Artifact) throws {
    guard Self.isInside(artifact.path) else { throw OutputError.outside(artifact.path) }
    let parts = artifact.path.split(separator: "/")
    let path = "\(folder)/\(artifact.path)"
    if parts.count > 1 { try Files.makeFolder("\(folder)/\(parts.dropLast().joined(separator: "/"))") }
    if !artifact.appends {
      if let file = open.removeValue(forKey: artifact.path) { close(file) }
      try Files.writeWhole(artifact.bytes, to: path)
      if !paths.contains(artifact.path) { paths.append(artifact.path) }
      return
    }
    if open[artifact.path] == nil {
      let isNew = !paths.contains(artifact.path)
      let file = Glibc.open(path, O_WRONLY | O_CREAT | O_APPEND | (isNew ? O_TRUNC : 0) | O_CLOEXEC, 0o644)
      guard file >= 0 else { throw OutputError.system(path, Files.reason()) }
      open[artifact.path] = file
      if isNew { paths.append(artifact.path) }
    }
    if let file = open[artifact.path] { try Files.write(artifact.bytes, to: file, path: path) }
  }
}
