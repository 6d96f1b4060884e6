public import Foundation

/// Where things lie, for tests that look at the repository itself.
public enum Repository {
  /// The root folder of the package.
  public static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  /// The folder with the programs that were built beside the tests.
  public static let products = URL(filePath: CommandLine.arguments[0]).resolvingSymlinksInPath()
    .deletingLastPathComponent()

  public static func text(_ path: String) throws -> String {
    String(decoding: try Data(contentsOf: root.appending(path: path)), as: UTF8.self)
  }

  /// The files below a folder with one of these endings, as paths relative to the root, in order.
  public static func files(in folder: String, endings: [String]) -> [String] {
    let base = root.appending(path: folder)
    guard let walk = FileManager.default.enumerator(atPath: base.path) else { return [] }
    return walk.compactMap { $0 as? String }
      .filter { name in endings.contains { name.hasSuffix($0) } }
      .map { "\(folder)/\($0)" }.sorted()
  }

  /// The real corpora that `TWOSOULS_DATA` names; tests that need them are skipped, with a word, without it.
  public static let data: URL? = ProcessInfo.processInfo.environment["TWOSOULS_DATA"].map {
    URL(filePath: $0, directoryHint: .isDirectory)
  }

  /// Whether golden files are written rather than compared.
  public static let isRecording = ProcessInfo.processInfo.environment["TWOSOULS_GOLDEN"] == "record"
}
