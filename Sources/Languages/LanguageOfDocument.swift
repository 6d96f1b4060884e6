public import PluginAPI
public import Standoff

extension Languages {
  /// The language of a document, as its reader decides it: what the source states, else the reader's setting
  /// `language`, else the one that the words seem to be in. Nothing where none of them says any.
  ///
  /// A guess other than English, which is what the stages take a document for where nothing is known, is a diagnostic.
  public static func language(
    stated: String?, setting: String?, of text: Text, _ diagnostics: Diagnostics
  ) -> String? {
    if let known = stated ?? setting { return known }
    guard let guess = guess(text.utf8) else { return nil }
    if guess.tag != "en" { diagnostics.note(.guessed(guess.tag)) }
    return guess.tag
  }

  /// - Throws: ``PluginAPI/ConfigError`` where a setting `language` has no tag.
  public static func checkSetting(_ language: String?) throws(ConfigError) {
    guard let language, !isTag(language) else { return }
    throw ConfigError("“language” takes a tag such as “de” or “en-GB”, found “\(language)”", at: .none)
  }

  /// Whether this has the form of a tag of BCP 47: `de`, `en-GB`, `grc`.
  static func isTag(_ tag: String) -> Bool {
    let parts = tag.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
    return (2...3).contains(parts[0].count) && parts[0].allSatisfy { ($0 | 0x20) &- 0x61 < 26 }
      && parts.allSatisfy { part in
        (1...8).contains(part.count) && part.allSatisfy { ($0 | 0x20) &- 0x61 < 26 || $0 &- 0x30 < 10 }
      }
  }
}

extension Diagnostic.Message {
  fileprivate static func guessed(_ tag: String) -> Self {
    Self(
      "text.language",
      "the file does not say its language; by its words it is “\(tag)”; if it is not, set “language” of the reader")
  }
}
