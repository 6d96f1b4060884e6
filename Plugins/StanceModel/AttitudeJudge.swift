import Codebook
import StanceLexicon
import Standoff
import TextScanning

/// What was read of one passage or quotation, before anything is known of its author.
struct AttitudeReading {
  let target: AnnotationID
  let stance: Stance
  let isQuotation: Bool
  /// Whether the words are mostly those of somebody quoted, so that the author does not speak.
  let isQuoted: Bool
  let sums: [Double]
  let evidence: [Attitude.Evidence]
}

/// Reads stretches of one text for attitudes.
struct AttitudeJudge {
  private static let mostEvidence = 8
  /// A word that says less for an attitude is no evidence.
  private static let leastShare = 0.05

  private let model: AttitudeModel
  private let utf8: [UInt8]
  private var record = AttitudeRecord()

  init(_ model: AttitudeModel, _ utf8: [UInt8]) {
    self.model = model
    self.utf8 = utf8
  }

  /// - Parameters:
  ///   - hull: the span with the words around it that count as context.
  ///   - quoted: how much of the span stands in quotations.
  mutating func sums(
    _ stance: Stance, _ unit: SpeakingUnits.Unit, within hull: Span, quoted: Double
  ) -> (sums: [Double], evidence: [Attitude.Evidence]) {
    let hull = min(hull.lowerBound, unit.span.lowerBound)..<max(hull.upperBound, unit.span.upperBound)
    let words = Words(in: utf8, span: hull)
    let own = words.index(at: unit.span.lowerBound)..<words.index(at: unit.span.upperBound)
    let cues = CueFinder.cues(of: model.lexicon, in: words, utf8)
      .filter { $0.span.lowerBound >= unit.span.lowerBound && $0.span.upperBound <= unit.span.upperBound }
    let place = ModelUnit(
      words: own, before: (0..<own.lowerBound).suffix(TextFeatures.contextWords.before),
      after: (own.upperBound..<words.count).prefix(TextFeatures.contextWords.after), cues: cues[...])
    let features = AttitudeFeatures(
      text: TextFeatures(
        text: ModelText(words, in: utf8, model.vocabulary), vocabulary: model.vocabulary, lexicon: model.lexicon),
      tones: model.tones)
    record.start(stance)
    features.find(
      in: place, AttitudeMarks(utf8, unit.span, quoted: quoted), isQuotation: unit.isQuotation, &record)
    return (model.sums(record), evidence(stance, words, own))
  }

  /// What a word says for each side, and the feature that says most.
  private struct Share {
    var sides = [0.0, 0.0, 0.0]
    var entry = ""
    var most = 0.0
  }

  /// Runs of words that speak for an attitude, the strongest in text order.
  private func evidence(_ stance: Stance, _ words: Words, _ own: Range<Int>) -> [Attitude.Evidence] {
    let factors = model.factors(record)
    var shares = [Share](repeating: Share(), count: own.count)
    for feature in record.features where !feature.words.isEmpty {
      guard let sides = model.shares(feature, factors)?.map({ $0 / Double(feature.words.count) }) else { continue }
      let size = sides.reduce(0) { max($0, abs($1)) }
      for word in feature.words where own.contains(word) {
        let place = word - own.lowerBound
        for side in sides.indices { shares[place].sides[side] += sides[side] }
        if size > shares[place].most { (shares[place].most, shares[place].entry) = (size, name(of: feature)) }
      }
    }
    var runs: [(words: Range<Int>, side: Int, weight: Double, entry: String, most: Double)] = []
    for (index, share) in shares.enumerated() {
      let side = share.sides.indices.max { share.sides[$0] < share.sides[$1] } ?? 0
      let weight = share.sides[side] - share.sides.reduce(0, +) / Double(share.sides.count)
      guard weight >= Self.leastShare else { continue }
      let word = own.lowerBound + index
      if let last = runs.last, last.side == side, last.words.upperBound == word {
        let isStronger = weight > last.most
        runs[runs.count - 1] = (
          last.words.lowerBound..<word + 1, side, last.weight + weight, isStronger ? share.entry : last.entry,
          max(weight, last.most)
        )
      } else {
        runs.append((word..<word + 1, side, weight, share.entry, weight))
      }
    }
    return runs.sorted { $0.weight > $1.weight }.prefix(Self.mostEvidence)
      .sorted { $0.words.lowerBound < $1.words.lowerBound }
      .map {
        Attitude.Evidence(
          at: words.span($0.words), weight: ($0.weight * 1000).rounded() / 1000,
          toward: AttitudeKind(stance, on: AttitudeModel.sides[$0.side]), entry: $0.entry)
      }
  }

  /// The group of the tone that speaks, else that of the feature.
  private func name(of feature: AttitudeRecord.Feature) -> String {
    feature.tone >= 0 ? model.tones.tones[Int(feature.tone)].name : AttitudeRecord.kinds[Int(feature.group)].name
  }
}

/// How much of a stretch of text stands in quotations.
struct QuotedShare {
  private var runs: [Span] = []

  /// - Parameter spans: in text order; those inside others are allowed.
  init(_ spans: [Span]) {
    for span in spans {
      if let last = runs.last, span.lowerBound < last.upperBound {
        runs[runs.count - 1] = last.lowerBound..<max(last.upperBound, span.upperBound)
      } else {
        runs.append(span)
      }
    }
  }

  /// From 0 to 1.
  func of(_ span: Span) -> Double {
    var (low, high) = (0, runs.count)
    while low < high {
      let middle = (low + high) / 2
      if runs[middle].upperBound <= span.lowerBound { low = middle + 1 } else { high = middle }
    }
    var inside = 0
    while low < runs.count, runs[low].lowerBound < span.upperBound {
      inside += min(runs[low].upperBound, span.upperBound) - max(runs[low].lowerBound, span.lowerBound)
      low += 1
    }
    return Double(inside) / Double(max(1, span.count))
  }
}
