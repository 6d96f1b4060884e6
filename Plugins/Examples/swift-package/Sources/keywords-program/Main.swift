import ExternalPlugins
import KeywordFinding

/// The stage as a program of its own, for any copy of TwoSouls.
@main
struct Main {
  static func main() async { await serve(Keywords.self) }
}
