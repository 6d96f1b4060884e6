import PluginAPI
import TextScanning

/// The language that a text seems to be in.
public struct LanguageGuess: Sendable, Equatable {
  /// A primary subtag, such as `de`.
  public let tag: String
  /// From 0.5 to 1: how far the language is ahead of the next.
  public let confidence: Double
}

extension Languages {
  /// The language whose commonest words make up most of a text; nothing where the text is too short or two languages
  /// come near each other.
  ///
  /// At most some 20,000 bytes are read, in stretches from all over the text.
  public static func guess(_ utf8: [UInt8]) -> LanguageGuess? { Detector.builtIn?.guess(utf8) }
}

/// Tells languages apart by words that no page goes without (Grefenstette 1995).
struct Detector: Sendable {
  private static let stretches = 10
  private static let stretch = 2_000

  static let builtIn = (try? Languages.detector.load()).map(Detector.init)

  private let tags: [String]
  /// For each word, the languages that have it, a bit each.
  private let languages: [UInt64: UInt64]
  private let least: Double
  private let rival: Double
  private let leastWords: Int

  /// - Parameter file: with at most 64 languages; more are left out.
  init(_ file: ConfigNode) {
    let profiles = (file["languages"]?.entries ?? []).prefix(64)
    tags = profiles.map(\.key)
    least = file["least"]?.number ?? 1
    rival = file["rival"]?.number ?? 0
    leastWords = file["words"]?.integer ?? 0
    var languages: [UInt64: UInt64] = [:]
    for (number, profile) in profiles.enumerated() {
      for line in profile.value.strings ?? [] {
        for word in line.split(separator: " ") { languages[Words.hash(of: String(word)), default: 0] |= 1 << number }
      }
    }
    self.languages = languages
  }

  func guess(_ utf8: [UInt8]) -> LanguageGuess? {
    var tally = Tally(scores: [Double](repeating: 0, count: tags.count))
    utf8.withUnsafeBufferPointer { bytes in
      guard bytes.count > Self.stretches * Self.stretch else { return count(bytes, 0..<bytes.count, &tally) }
      for stretch in 0..<Self.stretches {
        let start = bytes.count / Self.stretches * stretch
        count(bytes, start..<start + Self.stretch, &tally)
      }
    }
    guard tally.words >= leastWords, let best = tally.scores.indices.max(by: { tally.scores[$0] < tally.scores[$1] })
    else { return nil }
    let score = tally.scores[best]
    let next = tally.scores.enumerated().lazy.filter { $0.offset != best }.map(\.element).max() ?? 0
    guard score >= least * Double(tally.words), next <= rival * score else { return nil }
    return LanguageGuess(tag: tags[best], confidence: score / (score + next))
  }

  private struct Tally {
    var scores: [Double]
    var words = 0
  }

  private func count(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, _ tally: inout Tally) {
    var position = range.lowerBound
    // Not from the middle of a word.
    while position > 0, position < range.upperBound, !ByteClass.isWhite(bytes[position - 1]) { position += 1 }
    while position < range.upperBound {
      guard let word = Word(in: bytes, at: position, end: range.upperBound) else {
        position += bytes[position] < 0xC2 ? 1 : ByteClass.length(ofScalarAt: bytes[position])
        continue
      }
      position = word.span.upperBound
      guard word.shape != .number else { continue }
      tally.words += 1
      guard var those = languages[word.hash] else { continue }
      let weight = 1 / Double(those.nonzeroBitCount)
      while those != 0 {
        tally.scores[those.trailingZeroBitCount] += weight
        those &= those - 1
      }
    }
  }
}
