import Foundation
import PluginAPI
public import Standoff
import TextScanning

/// Tells whether a document is in a language that the rules know.
///
/// A stated language is believed. Where none is stated, the text counts as English when enough of its first words are
/// English function words.
public struct LanguageCheck: Sendable {
  private let functionWords: Set<UInt64>
  private let share: Double
  private let sample: Int

  public static let builtIn = Result { try LanguageCheck(WordFile.language.load()) }

  init(_ file: ConfigNode) throws {
    functionWords = Set((file["words"]?.strings ?? []).map(Words.hash(of:)))
    share = file["share"]?.number ?? 0.25
    sample = file["sample"]?.integer ?? 2000
  }

  /// Nothing where the rules can be used, else what to say.
  public func trouble(
    with document: Document, languages: [String], of labels: LanguageLabels = .stances
  ) -> Diagnostic.Message? {
    if let stated = document.metadata.language, !stated.isEmpty {
      let primary = stated.lowercased().prefix { $0 != "-" && $0 != "_" }
      return languages.contains { $0.lowercased() == primary } ? nil : .noRules(for: stated, labels)
    }
    return languages.contains("en") && isEnglish(document.text) ? nil : .unknownLanguage(labels)
  }

  private func isEnglish(_ text: Text) -> Bool {
    var end = min(text.count, sample * 8)
    while !text.isScalarBorder(end) { end -= 1 }
    let words = Words(in: text.utf8, span: 0..<end)
    let known = words.hashes.reduce(0) { $0 + (functionWords.contains($1) ? 1 : 0) }
    return words.count > 0 && Double(known) >= share * Double(words.count)
  }
}

/// What a document in a language without rules goes without.
public enum LanguageLabels: Sendable {
  case stances, attitudes

  fileprivate var code: String { self == .stances ? "stance.language" : "attitude.language" }
  fileprivate var loss: String { self == .stances ? "no stance is judged" : "no attitude is said" }
}

extension Diagnostic.Message {
  fileprivate static func noRules(for language: String, _ labels: LanguageLabels) -> Self {
    Self(labels.code, "\(labels.loss): there are no rules for the language “\(language)”")
  }

  fileprivate static func unknownLanguage(_ labels: LanguageLabels) -> Self {
    Self(labels.code, "\(labels.loss): no language is stated and the words do not look English")
  }
}
