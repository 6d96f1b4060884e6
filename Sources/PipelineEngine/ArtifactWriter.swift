import Glibc
public import PluginAPI

/// Writes what reporters make below one folder.
///
/// A class, because it holds open files, which are closed with it.
public final class ArtifactWriter {
  private let folder: String
  /// How many files are kept open at once: a report may write one for each document.
  private static let mostOpen = 16
  private var open: [String: Int32] = [:]
  /// Which reporter of the chain writes a file, and what it is called.
  private var owners: [String: (number: Int, name: String)] = [:]
  /// The files written, in the order of their first bytes.
  public private(set) var paths: [String] = []

  /// Writes below a folder, which is made when it is needed.
  public init(folder: String) { self.folder = folder }

  deinit { for file in open.values { close(file) } }

  /// Writes what a reporter answered, at once.
  ///
  /// - Parameters:
  ///   - artifacts: the files, or what is to be added to them.
  ///   - number: the reporter's place in the chain.
  ///   - name: what messages call it.
  /// - Throws: ``OutputError``, also for a file that another reporter or the run itself writes.
  public func write(_ artifacts: [Artifact], by number: Int = 0, named name: String = "the report") throws {
    for artifact in artifacts {
      let path = ReportFiles.plain(artifact.path)
      if ReportFiles.ofRun.contains(path) { throw OutputError.taken(path, name, "the run itself") }
      let owner = owners[path] ?? (number, name)
      guard owner.number == number else { throw OutputError.taken(path, name, owner.name) }
      owners[path] = owner
      try write(Artifact(path, artifact.bytes, appends: artifact.appends))
    }
  }

  private func write(_ artifact: Artifact) throws {
    guard Artifact.isInside(artifact.path) else { throw OutputError.outside(artifact.path) }
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
      // What was closed is opened again when it grows.
      if open.count >= Self.mostOpen, let (other, file) = open.first {
        close(file)
        open[other] = nil
      }
      let isNew = !paths.contains(artifact.path)
      let file = Glibc.open(path, O_WRONLY | O_CREAT | O_APPEND | (isNew ? O_TRUNC : 0) | O_CLOEXEC, 0o644)
      guard file >= 0 else { throw OutputError.system(path, Files.reason()) }
      open[artifact.path] = file
      if isNew { paths.append(artifact.path) }
    }
    if let file = open[artifact.path] { try Files.write(artifact.bytes, to: file, path: path) }
  }
}
