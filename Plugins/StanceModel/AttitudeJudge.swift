import Codebook
import LinearModels
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
  private var findings: Findings
  /// What every word of a unit says.
  private var shares: [AttitudeShare] = []
  private var runs: [Run] = []

  init(_ model: AttitudeModel) {
    self.model = model
    findings = Findings(model.weights(.above).places)
  }

  /// What a unit says for each side, and the words that say it.
  mutating func read(
    _ stance: Stance, _ unit: AttitudeUnit, of text: ModelText
  ) -> (sums: [Double], evidence: [Attitude.Evidence]) {
    let weights = model.weights(stance)
    findings.start(weights.places)
    AttitudeFeatures(
      text: TextFeatures(text: text, vocabulary: model.vocabulary, lexicon: model.lexicon), tones: model.tones
    ).find(in: unit, &findings)
    let factors = findings.factors(model)
    let sums = model.biases + findings.sums(weights, factors)
    shares.removeAll(keepingCapacity: true)
    shares.append(contentsOf: repeatElement(AttitudeShare(), count: unit.place.words.count))
    findings.add(weights, factors, of: unit.place.words, to: &shares)
    return (AttitudeModel.sides.indices.map { sums[$0] }, evidence(stance, text.words, unit.place.words.lowerBound))
  }

  /// Words that speak for one side, and what says most of them.
  private struct Run {
    var words: Range<Int>
    let side: Int
    var weight: Double
    /// Of its strongest word.
    var most: Double
    var entry: Int32
  }

  /// Runs of words that speak for an attitude, the strongest in text order.
  private mutating func evidence(_ stance: Stance, _ words: Words, _ first: Int) -> [Attitude.Evidence] {
    runs.removeAll(keepingCapacity: true)
    for (index, share) in shares.enumerated() {
      var side = 0
      for other in 1..<AttitudeModel.sides.count where share.sides[other] > share.sides[side] { side = other }
      let sum = share.sides[0] + share.sides[1] + share.sides[2]
      let weight = share.sides[side] - sum / Double(AttitudeModel.sides.count)
      guard weight >= Self.leastShare else { continue }
      let word = first + index
      if let last = runs.last, last.side == side, last.words.upperBound == word {
        let place = runs.count - 1
        runs[place].words = last.words.lowerBound..<word + 1
        runs[place].weight += weight
        if weight > last.most { (runs[place].most, runs[place].entry) = (weight, share.entry) }
      } else {
        runs.append(Run(words: word..<word + 1, side: side, weight: weight, most: weight, entry: share.entry))
      }
    }
    if runs.isEmpty { return [] }
    let kinds = AttitudeModel.sides.map { AttitudeKind(stance, on: $0) }
    return runs.strongest(Self.mostEvidence, by: \.weight).map { run in
      Attitude.Evidence(
        at: words.span(run.words), weight: (run.weight * 1000).rounded() / 1000,
        toward: kinds[run.side], entry: model.name(ofEntry: run.entry))
    }
  }
}
