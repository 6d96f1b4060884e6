import Codebook
import StanceLexicon
import Standoff
import TextScanning

/// What the stances of a document are read as, in the order of the judgments.
///
/// Units are read in text order, region by region, so that words, cues and tones are found once where units overlap.
struct AttitudeReadings {
  let all: [AttitudeReading]

  /// A stance that was judged, and of what.
  private struct Asked {
    let stance: Stance
    let unit: SpeakingUnits.Unit
    /// Where the unit stands among all in text order.
    let place: Int
    /// Where it stands among all that are asked.
    let number: Int
  }

  init(of document: Document, _ model: AttitudeModel, _ settings: ModelAttitudes.Settings) throws {
    let units = try Units(of: document, settings.unit)
    let asked = try Self.asked(in: document, units, settings.unit)
    let hulls = AttitudeHulls(text: document.text, sentences: try Sentences(of: document))
    let shares = QuotedShare(try document[Quotation.self].map(\.span))
    var reader = AttitudeReader(model, document.text.utf8)
    var judge = AttitudeJudge(model)
    var readings = [AttitudeReading?](repeating: nil, count: asked.count)
    var next = 0
    for region in units.regions {
      let first = next
      while next < asked.count, asked[next].place < region.places.upperBound { next += 1 }
      if first == next { continue }
      let spans = asked[first..<next].map { hulls.of($0.unit) }
      reader.read(region.span, within: spans)
      for (one, hull) in zip(asked[first..<next], spans) {
        let unit = one.unit
        let quoted = unit.isQuotation ? 0 : shares.of(unit.span)
        let (sums, evidence) = judge.read(
          one.stance, reader.unit(unit.span, within: hull, quoted: quoted, isQuotation: unit.isQuotation),
          of: reader.text)
        readings[one.number] = AttitudeReading(
          target: unit.id, stance: one.stance, isQuotation: unit.isQuotation,
          isQuoted: settings.isQuoted(quoted), sums: sums, evidence: evidence)
      }
    }
    all = readings.compactMap(\.self)
  }

  /// In text order.
  private static func asked(in document: Document, _ units: Units, _ kinds: [JudgedUnit]) throws -> [Asked] {
    var passages = [Int](repeating: 0, count: units.passages.count)
    var quotations = [Int](repeating: 0, count: units.quotations.count)
    for (number, place) in units.places.enumerated() {
      if place.unit == .passage { passages[place.index] = number } else { quotations[place.index] = number }
    }
    var speaking = try SpeakingUnits(of: document, kinds)
    var asked: [Asked] = []
    for judgment in try document[Judgment.self] {
      let stance = judgment.label.stance
      guard AttitudeModel.isTakenToward(stance), let unit = speaking.unit(judgment.target) else { continue }
      let place = unit.isQuotation ? quotations[unit.index] : passages[unit.index]
      asked.append(Asked(stance: stance, unit: unit, place: place, number: asked.count))
    }
    return asked.sorted { $0.place < $1.place }
  }
}

/// The words around units that count as context.
struct AttitudeHulls {
  let text: Text
  let sentences: Sentences

  func of(_ unit: SpeakingUnits.Unit) -> Span {
    unit.isQuotation ? sentences.around(unit.span) : ModelStances.before(unit.span, text)
  }
}

/// The words, cues and tones of a region as its units need them.
struct AttitudeReader {
  private let model: AttitudeModel
  private let utf8: [UInt8]
  private var window: ModelWindow
  private var cues: [FoundCue] = []
  /// By the word at which they start.
  private var tones: [PatternTable.Match] = []

  init(_ model: AttitudeModel, _ utf8: [UInt8]) {
    self.model = model
    self.utf8 = utf8
    window = ModelWindow(utf8, model.vocabulary)
  }

  var text: ModelText { window.text }

  /// - Parameter hulls: the spans of units of the region, with the words around them that count as context.
  mutating func read(_ region: Span, within hulls: [Span]) {
    let reach = hulls.reduce(region) { min($0.lowerBound, $1.lowerBound)..<max($0.upperBound, $1.upperBound) }
    window.cover(reach)
    let words = window.text.words
    cues = CueFinder.cues(of: model.lexicon, in: words, at: region, utf8)
    tones = model.tones.matches(
      in: words, words.index(at: reach.lowerBound)..<words.index(at: reach.upperBound))
  }

  /// A unit of the region, as it is read.
  ///
  /// - Parameter quoted: how much of it stands in quotations.
  func unit(_ span: Span, within hull: Span, quoted: Double, isQuotation: Bool) -> AttitudeUnit {
    let place = UnitJudge.place(of: span, within: hull, in: window.text.words, cues.inside(span))
    let words = UnitJudge.words(of: span, within: hull, in: window.text.words).hull
    return AttitudeUnit(
      place: place, hull: words, tones: tones.inside(words),
      marks: AttitudeMarks(utf8, span, quoted: quoted), isQuotation: isQuotation)
  }
}

extension [PatternTable.Match] {
  /// Those that start among some words; matches are in the order in which they start.
  fileprivate func inside(_ words: Range<Int>) -> ArraySlice<PatternTable.Match> {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if self[middle].words.lowerBound < words.lowerBound { low = middle + 1 } else { high = middle }
    }
    return self[low...].prefix { $0.words.lowerBound < words.upperBound }
  }
}
