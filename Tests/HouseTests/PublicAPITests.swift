import Foundation
import TestSupport
import Testing

/// What callers of our modules can read: the compiler's own account of the public interface (symbol graphs).
@Suite("The public interface")
struct PublicAPITests {
  private static let modules = [
    "Standoff", "PluginAPI", "PluginTesting", "PipelineEngine", "ExternalPlugins", "TwoSoulsTool", "Codebook",
  ]

  @Test("Every public declaration is documented, or does what a documented protocol asks of it", arguments: modules)
  func documented(_ module: String) throws {
    let symbols = try SymbolGraph(module).symbols
    #expect(symbols.count > 1)
    let gaps = symbols.filter { $0.docComment == nil && !$0.speaksForItself(among: symbols) }.map(\.place).sorted()
    #expect(gaps == [])
  }
}

/// The public symbols of a module.
private struct SymbolGraph {
  let symbols: [Symbol]

  /// - Throws: where the compiler's modules do not stand beside the tests.
  init(_ module: String) throws {
    let workplace = try Workplace()
    let products = Repository.products.path
    let command = try workplace.run(
      """
      cd '\(Repository.root.path)'
      set -- -I '\(products)/Modules' $(pkg-config --cflags-only-I libxml-2.0)
      for map in '\(products)'/*.build/module.modulemap; do set -- "$@" -Xcc "-fmodule-map-file=$map"; done
      for folder in Sources/C* '\(products)'/../../checkouts/Yams/Sources/CYaml/include; do set -- "$@" -I "$folder"; done
      swift symbolgraph-extract -module-name \(module) "$@" \
        -target \(Repository.products.deletingLastPathComponent().lastPathComponent) \
        -minimum-access-level public -output-dir '\(workplace.folder.path)'
      """)
    try #require(command.status == 0, "\(command.errors)")
    let files = try FileManager.default.contentsOfDirectory(atPath: workplace.folder.path).filter {
      $0.hasSuffix(".symbols.json")
    }
    symbols = try files.flatMap { try JSONDecoder().decode(Content.self, from: workplace.data($0)).symbols }
      .filter { $0.location != nil && !$0.identifier.precise.contains("::SYNTHESIZED::") }
  }

  private struct Content: Decodable { let symbols: [Symbol] }
}

private struct Symbol: Decodable {
  let identifier: Identifier
  let kind: Kind
  let pathComponents: [String]
  let functionSignature: Signature?
  let docComment: Comment?
  let location: Location?

  struct Identifier: Decodable { let precise: String }
  struct Kind: Decodable { let identifier: String }
  struct Signature: Decodable {
    let parameters: [Parameter]?
    struct Parameter: Decodable {
      let name: String
      let internalName: String?
    }
  }
  struct Comment: Decodable {}
  struct Location: Decodable {
    let uri: String
    let position: Position
    struct Position: Decodable { let line: Int }
  }

  var owner: [String] { pathComponents.dropLast() }

  /// Where it stands, and what it is.
  var place: String {
    let file = location?.uri.split(separator: "/").suffix(3).joined(separator: "/") ?? ""
    return "\(file):\((location?.position.line ?? 0) + 1) \(pathComponents.joined(separator: "."))"
  }

  /// A case, an initialiser that takes a value for each of some properties, and a setting, whose description users read.
  func speaksForItself(among symbols: [Symbol]) -> Bool {
    switch kind.identifier {
    case "swift.enum.case": return true
    case "swift.init":
      let properties = Set(
        symbols.filter { $0.owner == owner && $0.kind.identifier == "swift.property" }.compactMap(\.pathComponents.last)
      )
      return (functionSignature?.parameters ?? []).allSatisfy { properties.contains($0.internalName ?? $0.name) }
    case "swift.property": return isSetting
    default: return false
    }
  }

  private var isSetting: Bool {
    guard let location, let file = URL(string: location.uri), let text = try? String(contentsOf: file, encoding: .utf8)
    else { return false }
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).prefix(location.position.line)
    return lines.last?.contains("@Setting(") ?? false
  }
}
