import Codebook
import PluginAPI
import Standoff
import TextScanning

/// The words and marks of `attitude.yaml`, and what a stretch of text that holds them weighs.
struct AttitudeWords: Sendable {
  static let builtIn = Result { try AttitudeWords(WordFile.attitude.load()) }

  /// Up to this length in words counts stand as they are; beyond it they are taken per so many words.
  private static let baseLength = 40.0
  /// What says the same for the fourth time says nothing more.
  private static let mostCounted = 3.0
  /// What weighs less is no evidence that a person would accept.
  private static let leastShown = 0.2

  private let base: StanceWeights
  private let quotation: StanceWeights
  private let exclaims: StanceWeights
  private let asks: StanceWeights
  private let scareQuotes: StanceWeights
  private let groups: [(name: String, weights: StanceWeights)]
  private let table: PatternTable

  init(_ file: ConfigNode) throws {
    base = try StanceWeights(file["base"])
    quotation = try StanceWeights(file["quotation"])
    exclaims = try StanceWeights(file["marks"]?["exclaims"])
    asks = try StanceWeights(file["marks"]?["asks"])
    scareQuotes = try StanceWeights(file["marks"]?["scare-quotes"])
    let listed = file["groups"]?.list ?? []
    groups = try listed.map { ($0["name"]?.string ?? "", try StanceWeights($0)) }
    let classes = (file["classes"]?.entries ?? []).map { PatternTable.WordClass($0.key, $0.value.strings ?? []) }
    let phrases = listed.enumerated().flatMap { number, group in
      (group["phrases"]?.strings ?? []).map { (phrase: $0, number: number) }
    }
    table = try PatternTable(classes: classes, phrases: phrases)
  }

  /// What the words and marks at a span weigh together with what holds before anything is read, and the words that do.
  ///
  /// - Parameter words: will hold those of the span; who asks often lends the same again.
  func weights(
    _ text: Text, _ span: Span, _ stance: Stance, isQuotation: Bool, _ words: inout Words
  ) -> (weights: AttitudeWeights, evidence: [Attitude.Evidence]) {
    words.read(text.utf8, span)
    let length = max(1, Double(words.count) / Self.baseLength)
    var counts = [Int](repeating: 0, count: groups.count)
    var evidence: [Attitude.Evidence] = []
    for match in table.matches(in: words) {
      counts[match.pattern] += 1
      let group = groups[match.pattern]
      let (attitude, weight) = group.weights[stance].strongest
      if weight >= Self.leastShown {
        evidence.append(
          Attitude.Evidence(at: words.span(match.words), weight: weight, toward: attitude, entry: group.name))
      }
    }
    evidence.sort { $0.span.lowerBound < $1.span.lowerBound }
    let marks = Marks(text, span, words)

    var sum = base[stance]
    if isQuotation { sum = sum + quotation[stance] }
    func add(_ weights: StanceWeights, _ count: Int) {
      if count > 0 { sum = sum + weights[stance] * min(Double(count) / length, Self.mostCounted) }
    }
    for (group, count) in zip(groups, counts) { add(group.weights, count) }
    add(exclaims, marks.exclamations)
    add(asks, marks.questions)
    add(scareQuotes, marks.scareQuotes)
    return (sum, evidence)
  }
}

/// Counts of marks that tell of a tone.
private struct Marks {
  var exclamations = 0
  var questions = 0
  /// Quotation marks around one to three words.
  var scareQuotes = 0

  /// What a mark starts with: `!`, `?`, `"` and the first byte of the typographic quotation marks.
  private static let starts = RareBytes([0x21, 0x3F, 0x22, 0xE2])

  init(_ text: Text, _ span: Span, _ words: Words) {
    var opening: Int?
    text.utf8.withUnsafeBufferPointer { bytes in
      Self.starts.forEach(in: bytes, span) { position in
        switch bytes[position] {
        case UInt8(ascii: "!"): exclamations += 1
        case UInt8(ascii: "?"): questions += 1
        case UInt8(ascii: "\""): mark(position, &opening, words)
        case _ where position + 2 < span.upperBound && bytes[position + 1] == 0x80:
          let last = bytes[position + 2]
          if last == 0x9C || last == 0x98 { opening = position }
          if last == 0x9D || last == 0x99 { close(position, &opening, words) }
        default: break
        }
      }
    }
  }

  /// A straight mark closes what is open, else it opens.
  private mutating func mark(_ position: Int, _ opening: inout Int?, _ words: Words) {
    if opening == nil { opening = position } else { close(position, &opening, words) }
  }

  private mutating func close(_ position: Int, _ opening: inout Int?, _ words: Words) {
    guard let start = opening else { return }
    opening = nil
    if (1...3).contains(words.index(at: position) - words.index(at: start)) { scareQuotes += 1 }
  }
}
