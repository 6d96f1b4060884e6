import Foundation
import TestSupport
import Testing

/// The repository checks itself: who imports whom, what is registered, what is in step.
@Suite("The house")
struct HouseTests {
  private static let ours: Set<String> = Set(
    folders("Sources").filter { !["CLibCurl", "CLibLinear", "CLibXML2", "CZlib", "CCrypto"].contains($0) }
      + folders("Plugins"))

  /// The modules of ours that a module may import; plugins have a row of their own.
  private static let mayImport: [String: Set<String>] = [
    "Standoff": [], "TextScanning": [],
    "Codebook": ["Standoff", "PluginAPI"], "PluginAPI": ["Standoff"],
    "Languages": ["Standoff", "TextScanning", "PluginAPI"],
    "LinearModels": [],
    "StanceLexicon": ["Standoff", "Codebook", "TextScanning", "PluginAPI"],
    "Evaluation": ["Standoff", "Codebook"],
    "PipelineEngine": ["Standoff", "PluginAPI"],
    "PluginTesting": ["Standoff", "PluginAPI"],
    "WordCompiler": [],
    "twosouls": ["TwoSoulsTool"],
  ]
  private static let pluginsMayImport: Set<String> = [
    "Standoff", "Codebook", "TextScanning", "PluginAPI", "Languages", "StanceLexicon", "LinearModels", "CStanceModel",
    "Evaluation",
  ]

  private static func folders(_ path: String) -> [String] {
    let root = Repository.root.appending(path: path)
    let names = (try? FileManager.default.contentsOfDirectory(atPath: root.path)) ?? []
    return names.filter { $0 != "Examples" && !$0.hasPrefix(".") }.sorted()
  }

  private func imports(of file: String) throws -> Set<String> {
    let lines = try Repository.text(file).split(separator: "\n")
    return Set(
      lines.compactMap { line in
        let words = line.split(separator: " ")
        guard let position = words.firstIndex(of: "import"), position <= 1, position + 1 < words.count else {
          return nil
        }
        return String(words[position + 1])
      })
  }

  @Test("A module imports only what its place in the house allows")
  func arrows() throws {
    for (module, allowed) in Self.mayImport {
      for file in Repository.files(in: "Sources/\(module)", endings: [".swift"]) {
        let extra = try imports(of: file).intersection(Self.ours).subtracting(allowed)
        #expect(extra.isEmpty, "\(file) imports \(extra)")
      }
    }
  }

  @Test("A plugin never imports another, only the TEI reader sees libxml2, and only stance.llm the network")
  func plugins() throws {
    for plugin in Self.folders("Plugins") {
      for file in Repository.files(in: "Plugins/\(plugin)", endings: [".swift"]) {
        let imports = try imports(of: file)
        let extra = imports.intersection(Self.ours).subtracting(Self.pluginsMayImport)
        #expect(extra.isEmpty, "\(file) imports \(extra)")
        if plugin != "TEIReader" { #expect(!imports.contains("CLibXML2"), "\(file)") }
        if plugin != "StanceLLM" { #expect(!imports.contains("CLibCurl"), "\(file)") }
      }
    }
  }

  @Test("Only Bundled.swift of the tool imports plugins")
  func bundled() throws {
    let plugins = Set(Self.folders("Plugins"))
    for file in Repository.files(in: "Sources/TwoSoulsTool", endings: [".swift"]) where !file.hasSuffix("Bundled.swift")
    {
      let extra = try imports(of: file).intersection(plugins)
      #expect(extra.isEmpty, "\(file) imports \(extra)")
    }
  }

  @Test("Every plugin's folder is in Package.swift, in Bundled.swift and has tests")
  func registered() throws {
    let package = try Repository.text("Package.swift")
    let bundled = try Repository.text("Sources/TwoSoulsTool/Bundled.swift")
    for plugin in Self.folders("Plugins") {
      #expect(package.contains("Plugin(name: \"\(plugin)\""), "\(plugin) has no line in Package.swift")
      #expect(bundled.contains("\(plugin)Plugin.self"), "\(plugin) has no line in Bundled.swift")
      #expect(!Repository.files(in: "Tests/\(plugin)Tests", endings: [".swift"]).isEmpty, "\(plugin) has no tests")
    }
  }

  @Test("The words in the binary are those of the YAML files")
  func words() throws {
    let check = try Command(shell: "WordCompiler --check", in: Repository.root)
    #expect(check.status == 0, "\(check.text)")
  }

  @Test("The built-in pipeline is the one that ships")
  func defaultPipeline() throws {
    let built = try Repository.text("Sources/TwoSoulsTool/DefaultPipeline.swift")
    for line in try Repository.text("Pipelines/default.yaml").split(separator: "\n") {
      #expect(built.contains("  \(line)\n"), "“\(line)” stands in Pipelines/default.yaml only")
    }
  }

  @Test("No sentence advises a command of “twosouls”, since a tool of somebody's own has another name")
  func advice() throws {
    for folder in ["Sources", "Plugins"] {
      for file in Repository.files(in: folder, endings: [".swift"])
      where !file.contains("/Examples/") && !file.hasSuffix("SARIF.swift") {
        for line in try Repository.text(file).split(separator: "\n")
        where !line.drop(while: \.isWhitespace).hasPrefix("//") {
          #expect(!line.contains(/(?:^|[^\w.-])twosouls (?:[a-z]|\\)/), "\(file): \(line); write \\(ToolName.current)")
        }
      }
    }
  }

  @Test("No file names a place on somebody's machine or leaves work for later")
  func traces() throws {
    let marks = ["TO" + "DO", "FIX" + "ME", "/home" + "/", "/Us" + "ers/", "/wo" + "rk/"]
    for folder in ["Sources", "Plugins", "Tests", "Pipelines"] {
      for file in Repository.files(in: folder, endings: [".swift", ".yaml", ".md", ".css", ".js", ".h"]) {
        let text = try Repository.text(file)
        for mark in marks { #expect(!text.contains(mark), "\(file) contains \(mark)") }
      }
    }
  }
}
