import PluginAPI

/// The files of the output folder that somebody writes already.
struct ReportFiles {
  /// What the run itself writes.
  static let ofRun = ["results.jsonl", "failures.jsonl", "progress.jsonl", "run.json"]

  /// Who writes a file, or everything in a folder where the path ends in “/”.
  struct Owner {
    let path: String
    let name: String
  }

  private var owners = ofRun.map { Owner(path: $0, name: "the run itself") }

  /// Notes the files of a report.
  ///
  /// - Returns: the first of them that somebody above writes, and who that is.
  mutating func claim(_ paths: [String], for name: String) -> Owner? {
    let taken = paths.lazy.compactMap { [owners] path in
      owners.first { Self.meet($0.path, path) }.map { Owner(path: path, name: $0.name) }
    }.first
    owners += paths.map { Owner(path: Self.plain($0), name: name) }
    return taken
  }

  private static func meet(_ one: String, _ other: String) -> Bool {
    let other = plain(other)
    return one == other || one.hasSuffix("/") && other.hasPrefix(one) || other.hasSuffix("/") && one.hasPrefix(other)
  }

  /// Without the steps that lead nowhere: `./a` is `a`.
  static func plain(_ path: String) -> String {
    path.split(separator: "/", omittingEmptySubsequences: false).filter { $0 != "." }.joined(separator: "/")
  }
}

extension Assembly {
  /// Refuses a report that would write over what somebody above writes.
  ///
  /// - Returns: whether its files are its own.
  mutating func claimFiles(of reporter: any Reporter, _ step: PipelineFile.Step) -> Bool {
    let name = "“\(step.use)” at \(step.place)"
    guard let taken = files.claim(reporter.files, for: name) else { return true }
    mistakes.add(
      "“\(step.use)” writes “\(taken.path)”, which \(taken.name) writes too, so one of the two would be lost; take one "
        + "out, or let it write another file", at: step.place)
    return false
  }
}
