import KeywordFinding
import TwoSoulsTool

/// The whole tool, with a stage more.
@main
struct Main {
  static func main() async { await Tool.main(adding: [KeywordFindingPlugin.self], version: "my-twosouls 1.0") }
}
