import Foundation
import Yams

/// Writes what stands in every `Resources/` of `Plugins/` and `Sources/` into the `Words.generated.swift` beside it;
/// `make resources` runs it.
///
/// YAML becomes a `WordFile`, as JSON; style sheets and scripts become a `TextResource`, as they are.
///
/// With `--check` it writes nothing and fails where a generated file is not what its YAML would give.
@main
struct WordCompiler {
  static func main() throws {
    let check = CommandLine.arguments.contains("--check")
    var stale: [String] = []
    for module in try modules() {
      let folder = module.appending(path: "Resources", directoryHint: .isDirectory)
      let files = (try? FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)) ?? []
      let resources = files.sorted { $0.lastPathComponent < $1.lastPathComponent }
      let words = resources.filter { $0.pathExtension == "yaml" }
      let texts = resources.filter { ["css", "js"].contains($0.pathExtension) }
      guard !words.isEmpty || !texts.isEmpty else { continue }
      let source = try header + (words.isEmpty ? "" : swiftSource(of: words)) + swiftSource(ofTexts: texts)
      let target = module.appending(path: "Words.generated.swift")
      if (try? String(contentsOf: target, encoding: .utf8)) == source { continue }
      if check {
        stale.append(target.relativePath)
      } else {
        try source.write(to: target, atomically: true, encoding: .utf8)
        print("wrote \(target.relativePath)")
      }
    }
    if !stale.isEmpty {
      print("not in step with Resources/: \(stale.joined(separator: ", ")); run “make resources”")
      exit(1)
    }
  }

  private static func modules() throws -> [URL] {
    try ["Plugins", "Sources"].flatMap {
      try FileManager.default.contentsOfDirectory(
        at: URL(filePath: $0, directoryHint: .isDirectory), includingPropertiesForKeys: nil)
    }
  }

  private static let header =
    "// swift-format-ignore-file\n// Made from Resources/ by `make resources`. Edit those.\n\nimport PluginAPI\n"

  private static func swiftSource(of files: [URL]) throws -> String {
    var source = "\nextension WordFile {\n"
    let all = files.map { "." + camelCase($0.deletingPathExtension().lastPathComponent) }
    source += "  static let all: [WordFile] = [\(all.joined(separator: ", "))]\n"
    for file in files {
      let yaml = try String(contentsOf: file, encoding: .utf8)
      guard let node = try Yams.compose(yaml: yaml) else { continue }
      var json = ""
      append(node, to: &json)
      let name = file.deletingPathExtension().lastPathComponent
      source += "  static let \(camelCase(name)) = WordFile(\n    \"\(name).yaml\",\n    json: ##\"\(json)\"##)\n"
    }
    return source + "}\n"
  }

  private static func swiftSource(ofTexts files: [URL]) throws -> String {
    guard !files.isEmpty else { return "" }
    var source = "\nextension TextResource {\n"
    for file in files {
      let name = file.lastPathComponent
      let text = try String(contentsOf: file, encoding: .utf8)
      let property = camelCase(name.replacingOccurrences(of: ".", with: "-"))
      source += "  static let \(property) = TextResource(\n    \"\(name)\",\n    text: ###\"\"\"\n\(text)\n\"\"\"###)\n"
    }
    return source + "}\n"
  }

  private static func append(_ node: Node, to json: inout String) {
    switch node {
    case .mapping(let mapping):
      json += "{"
      for (index, pair) in mapping.enumerated() {
        if index > 0 { json += "," }
        append(pair.key.string ?? "", to: &json)
        json += ":"
        append(pair.value, to: &json)
      }
      json += "}"
    case .sequence(let sequence):
      json += "["
      for (index, item) in sequence.enumerated() {
        if index > 0 { json += "," }
        append(item, to: &json)
      }
      json += "]"
    case .scalar(let scalar):
      if scalar.style == .plain, scalar.string.isEmpty || scalar.string == "null" || scalar.string == "~" {
        json += "null"
      } else if scalar.style == .plain, let bool = node.bool, ["true", "false"].contains(scalar.string) {
        json += "\(bool)"
      } else if scalar.style == .plain, Double(scalar.string) != nil, !scalar.string.hasPrefix(".") {
        json += scalar.string
      } else {
        append(scalar.string, to: &json)
      }
    case .alias: break
    }
  }

  private static func append(_ string: String, to json: inout String) {
    json += "\""
    for scalar in string.unicodeScalars {
      switch scalar {
      case "\"", "\\": json += "\\\(scalar)"
      case "\n": json += "\\n"
      case "\t": json += "\\t"
      default: json.unicodeScalars.append(scalar)
      }
    }
    json += "\""
  }

  private static func camelCase(_ name: String) -> String {
    let parts = name.split(separator: "-")
    return parts.prefix(1).joined() + parts.dropFirst().map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
  }
}
