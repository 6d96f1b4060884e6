import PluginAPI
import TextScanning

/// The phrases of `tones.yaml`, by which one who speaks shows what he does with what he says.
final class AttitudeTones: Sendable {
  /// Phrases that are counted as one.
  struct Tone: Sendable {
    /// The name of its group.
    let name: String
    /// Whether it praises or blames whom it stands near.
    let isValue: Bool
  }

  let tones: [Tone]
  private let table: PatternTable

  static let builtIn = Result { try AttitudeTones(WordFile.tones.load()) }

  init(_ file: ConfigNode) throws {
    var tones: [Tone] = []
    var phrases: [(phrase: String, number: Int)] = []
    for section in ["values", "tones"] {
      for entry in file[section]?.entries ?? [] {
        for phrase in entry.value.strings ?? [] {
          phrases.append((phrase, tones.count))
          tones.append(Tone(name: entry.key, isValue: section == "values"))
        }
      }
    }
    self.tones = tones
    table = try PatternTable(phrases: phrases)
  }

  /// The tones in some of the words, by the word at which they start.
  func matches(in words: Words, _ range: Range<Int>) -> [PatternTable.Match] {
    var matches = table.matches(in: words, range)
    matches.sort { $0.words.lowerBound < $1.words.lowerBound }
    return matches
  }
}

/// Marks that tell of a tone, and how much of a text is in somebody else's words.
struct AttitudeMarks {
  var exclamations = 0
  var questions = 0
  /// The share of the text that stands between quotation marks, from 0 to 1.
  var quoted = 0.0

  private static let starts = RareBytes([0x21, 0x3F])

  /// Reads a text that is all there is.
  init(_ utf8: [UInt8]) {
    self.init(utf8, 0..<utf8.count, quoted: 0)
    var (inside, opening): (Int, Int?) = (0, nil)
    for position in utf8.indices {
      let isCurly = position + 2 < utf8.count && utf8[position] == 0xE2 && utf8[position + 1] == 0x80
      let isStraight = utf8[position] == UInt8(ascii: "\"")
      if isCurly && utf8[position + 2] == 0x9C || isStraight && opening == nil {
        opening = position
      } else if isCurly && utf8[position + 2] == 0x9D || isStraight, let start = opening {
        inside += position - start
        opening = nil
      }
    }
    if let opening { inside += utf8.count - opening }
    quoted = Double(inside) / Double(max(1, utf8.count))
  }

  /// Reads a stretch of a text whose quotations are known.
  init(_ utf8: [UInt8], _ span: Range<Int>, quoted: Double) {
    self.quoted = quoted
    utf8.withUnsafeBufferPointer { bytes in
      Self.starts.forEach(in: bytes, span) { position in
        switch bytes[position] {
        case UInt8(ascii: "!"): exclamations += 1
        case UInt8(ascii: "?"): questions += 1
        default: break
        }
      }
    }
  }
}
