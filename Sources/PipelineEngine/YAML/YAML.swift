public import PluginAPI
import Yams

/// Reads YAML into nodes that know where they stand.
///
/// What can explode or surprise is refused: anchors and aliases, tags, merge keys, a second document, and more than a
/// hundred levels. So the work is bounded by the length of the text.
public enum YAML {
  /// - Throws: ``PluginAPI/ConfigError`` with the place of the first thing that is no YAML, or none of what is taken here.
  public static func parse(_ text: String, file: String) throws(ConfigError) -> ConfigNode {
    let (node, mistakes) = try parse(text, file: file, variables: nil)
    if let first = mistakes.first { throw first }
    return node
  }

  /// - Returns: the content, and what is wrong in it although the rest can be read.
  /// - Throws: ``PluginAPI/ConfigError`` where nothing can be read.
  static func parse(
    _ text: String, file: String, variables: Variables?
  ) throws(ConfigError) -> (node: ConfigNode, mistakes: [ConfigError]) {
    // Editors on Windows set a byte order mark, which YAML takes for a second document.
    let text = text.unicodeScalars.first == "\u{FEFF}" ? String(text.unicodeScalars.dropFirst()) : text
    let masked = MaskedText(text)
    let root: Node?
    do {
      root = try Yams.compose(yaml: masked.text)
    } catch {
      throw YAMLTrouble(error, in: masked, file: file).error
    }
    guard let root else { return (ConfigNode(.null, at: ConfigNode.Place(file: file, line: 1, column: 1)), []) }
    var conversion = YAMLConversion(file: file, masked: masked, variables: variables)
    let node = conversion.node(root)
    return (node, conversion.mistakes)
  }
}
