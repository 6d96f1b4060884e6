import Codebook
import Foundation
import PluginAPI
import SpeakerAttribution
import Standoff
import TestSupport
import Testing

@Suite(.enabled(if: Repository.data != nil, Comment(rawValue: GoldText.missing)))
struct MeasuredOnRealTexts {
  @Test func politicalProse() async throws {
    let gold = try GoldText.flat()
    let rules = try await score(RuleSpeakers(), gold)
    print("political prose, speakers.rules: \(rules)")
    print("political prose, speakers.nearest: \(try await score(NearestSpeakers(), gold))")
    #expect(rules.accuracy >= 0.65)
  }

  @Test func novels() async throws {
    let gold = try GoldText.novels()
    print("English novels, speakers.rules: \(try await score(RuleSpeakers(), gold))")
    print("English novels, speakers.nearest: \(try await score(NearestSpeakers(), gold))")
  }

  /// Speakers of the gold's own speech quotations; those whom the gold does not name are left out.
  private func score(_ stage: some Stage, _ gold: [GoldText]) async throws -> Score {
    var score = Score()
    var log = ""
    for text in gold {
      var quotations = Layer<Quotation>()
      var open: [Span] = []
      for item in text.quotations.sorted(by: {
        ($0.span.lowerBound, -$0.span.upperBound) < ($1.span.lowerBound, -$1.span.upperBound)
      }) {
        open.removeAll { !$0.encloses(item.span) }
        quotations.add(
          Quotation(item.kind ?? .speech, marks: item.marks, level: open.count, rule: "gold"), at: item.span)
        open.append(item.span)
      }
      let document = try text.document.adding(quotations)
      let annotated = try document.adding(await stage.annotate(document, Diagnostics(map: document.map)))
      let speakers = try annotated[Speaker.self].byTarget
      let bySpan = Dictionary(quotations.map { ($0.span, $0.id) }, uniquingKeysWith: { first, _ in first })
      for item in text.quotations where item.kind ?? .speech == .speech {
        guard let wanted = item.speaker, let id = bySpan[item.span] else { continue }
        score.add(speakers[id]?.label, wanted: wanted, item.span, text, log: &log)
      }
    }
    if let path = ProcessInfo.processInfo.environment["TWOSOULS_ERRORS"] {
      let name = "\(type(of: stage).name)-\(gold.count).txt"
      try log.write(to: URL(filePath: path).appending(path: name), atomically: true, encoding: .utf8)
    }
    return score
  }
}

struct Score: CustomStringConvertible {
  private var wanted = 0
  private var given = 0
  private var right = 0
  private var clusters: [(document: String, given: String, gold: String)] = []
  private var byRule: [String: (right: Int, given: Int)] = [:]

  var accuracy: Double { wanted == 0 ? 0 : Double(right) / Double(wanted) }

  mutating func add(_ speaker: Speaker?, wanted name: String, _ span: Span, _ gold: GoldText, log: inout String) {
    wanted += 1
    clusters.append((gold.name, speaker?.name ?? "–\(wanted)", name))
    let isRight = speaker.map { Score.isSame($0.name, name) } ?? false
    if let speaker {
      given += 1
      byRule[speaker.rule, default: (0, 0)].given += 1
      if isRight { byRule[speaker.rule, default: (0, 0)].right += 1 }
    }
    if isRight {
      right += 1
    } else {
      let text = gold.document.text
      let before = text[max(0, span.lowerBound - 160)..<span.lowerBound]
      let after = text[span.upperBound..<min(text.count, span.upperBound + 80)]
      let words = span.count < 60 ? text[span] : text[span.prefix(30)] + " … " + text[span.suffix(25)]
      log +=
        "\(speaker?.name ?? "–") [\(speaker?.rule ?? "")] for \(name)\t\(gold.name)\t\(before)⟦\(words)⟧\(after)"
        .replacing("\n", with: "⏎") + "\n"
    }
  }

  /// Whether two names share a word of weight: articles, titles and case do not count.
  static func isSame(_ one: String, _ other: String) -> Bool {
    !weighty(one).isDisjoint(with: weighty(other))
  }

  private static let light: Set<String> = [
    "the", "a", "an", "of", "and", "mr", "mrs", "miss", "dr", "sir", "lord", "its", "his", "her", "one", "for", "to",
    "in",
    "that", "this", "our", "who",
  ]

  private static func weighty(_ name: String) -> Set<String> {
    let words = Set(name.lowercased().split { !$0.isLetter && $0 != "'" }.map(String.init))
    let weighty = words.subtracting(light)
    return weighty.isEmpty ? words : weighty
  }

  /// B-cubed (Bagga & Baldwin 1998): how well the speakers told apart are those of the gold, whatever their names.
  private var bCubed: Double {
    var (precision, recall) = (0.0, 0.0)
    for (document, given, gold) in clusters {
      let here = clusters.filter { $0.document == document }
      let both = Double(here.count { $0.given == given && $0.gold == gold })
      precision += both / Double(here.count { $0.given == given })
      recall += both / Double(here.count { $0.gold == gold })
    }
    return clusters.isEmpty ? 0 : 2 * precision * recall / (precision + recall) / Double(clusters.count)
  }

  var description: String {
    let rules = byRule.sorted { $0.value.given > $1.value.given }
      .map { "\($0.key) \($0.value.right)/\($0.value.given)" }.joined(separator: ", ")
    return
      "accuracy \((accuracy * 1000).rounded() / 1000) (n = \(wanted), \(given) given), B-cubed F1 \((bCubed * 1000).rounded() / 1000); \(rules)"
  }
}
