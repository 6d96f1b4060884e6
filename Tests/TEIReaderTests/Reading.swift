import Foundation
import PluginAPI
import Standoff

@testable import TEIReader

/// A reader with the defaults, or with settings as a pipeline file would say them.
func reader(_ settings: [String: ConfigNode.Content] = [:]) throws -> TEIFiles {
  let entries = settings.map { ConfigNode.Entry(key: $0.key, keyPlace: .none, value: ConfigNode($0.value)) }
  return try TEIFiles(TEIFiles.Settings(from: ConfigNode(.map(entries))), .bare)
}

/// A TEI file around this body.
func tei(_ body: String, header: String = "", before: String = "") -> String {
  "\(before)<TEI xmlns=\"http://www.tei-c.org/ns/1.0\"><teiHeader>\(header)</teiHeader>"
    + "<text><body>\(body)</body></text></TEI>"
}

/// The documents of a file and what the reader had to say.
func read(
  _ bytes: [UInt8], path: String = "text.xml", beside files: [String: String] = [:],
  settings: [String: ConfigNode.Content] = [:]
) throws -> (documents: [Document], diagnostics: [Diagnostic]) {
  let diagnostics = Diagnostics()
  let file = SourceFile(path: path, bytes: bytes) { name in
    guard let text = files[name] else { throw SiblingError.none(name) }
    return SourceFile(path: name, bytes: Array(text.utf8))
  }
  return (try reader(settings).read(file, diagnostics), diagnostics.all)
}

func read(
  _ text: String, beside files: [String: String] = [:], settings: [String: ConfigNode.Content] = [:]
) throws -> Document {
  let documents = try read(Array(text.utf8), beside: files, settings: settings).documents
  guard let first = documents.first else { throw TEIError.noDocument(path: "text.xml", root: "") }
  return first
}

/// The blocks of a document, one a line: `paragraph: The words.`
func outline(_ document: Document) throws -> [String] {
  try document[Block.self].map { "\($0.label.kind.rawValue): \(document.text[$0.span])" }
}

/// The letters of a document that no run of its map leads to the file; only white space may be without one.
func lettersWithoutPlace(_ document: Document) -> [String] {
  var gaps: [String] = []
  let places = document.map.runs.map(\.text)
  for (last, next) in zip([0] + places.map(\.upperBound), places.map(\.lowerBound) + [document.text.count]) {
    if last < next, document.text.utf8[last..<next].contains(where: { $0 != 0x20 && $0 != 0x0A }) {
      gaps.append(document.text[last..<next])
    }
  }
  return gaps
}

/// A folder of real texts, where the environment names one.
enum RealTexts {
  static let folder = ProcessInfo.processInfo.environment["TWOSOULS_DATA"].map { URL(filePath: $0) }

  /// Every file below a folder, with its path from the data folder; `.gz` unpacked.
  static func files(in name: String) -> [SourceFile] {
    guard let folder else { return [] }
    let root = folder.appending(path: name)
    guard let paths = FileManager.default.enumerator(atPath: root.path) else { return [] }
    return paths.compactMap { $0 as? String }.sorted().compactMap { file("\(name)/\($0)") }
  }

  static func file(_ path: String) -> SourceFile? {
    guard let folder, let bytes = bytes(folder.appending(path: path)) else { return nil }
    return SourceFile(path: path, bytes: bytes) { name in
      let parent = path.split(separator: "/").dropLast().joined(separator: "/")
      guard !name.contains(".."), let sibling = file("\(parent)/\(name)") else { throw SiblingError.none(name) }
      return sibling
    }
  }

  static func bytes(_ url: URL) -> [UInt8]? {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: url.path, isDirectory: &isFolder), !isFolder.boolValue else {
      return nil
    }
    guard url.pathExtension == "gz" else { return (try? Data(contentsOf: url)).map(Array.init) }
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["gzip", "-dc", url.path]
    let pipe = Pipe()
    process.standardOutput = pipe
    do { try process.run() } catch { return nil }
    let data = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return Array(data)
  }
}
