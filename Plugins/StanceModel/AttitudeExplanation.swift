import Codebook
import LinearModels
public import PluginAPI
import StanceLexicon
public import Standoff
import TextScanning

extension ModelAttitudes: Explainable {
  public func explain(_ id: AnnotationID, in document: Document) throws -> Explanation? {
    guard try !document[Judgment.self].isEmpty,
      language.trouble(with: document, languages: settings.languages, of: .attitudes) == nil,
      let place = try place(of: id, in: document)
    else { return nil }
    let order = AttitudeKind.allCases.compactMap { AttitudeModel.sides.firstIndex(of: Side(place.stance, $0)) }
    let lean = try settings.author ? lean(around: id, in: document) : nil
    let (whole, settings) = (place.unit(without: []), settings)
    let chosen = AttitudeDecision(whole, settings, lean: lean, order: order)
    return Explanation(
      parts: [
        Explanation.Part(
          question: "attitude", label: chosen.label, labels: AttitudeDecision.labels,
          contributions: whole.contributions(order), steps: chosen.steps, rule: chosen.rule)
      ],
      words: whole.unit.place.words.map { whole.text.words.span($0) },
      verdict: { words in
        let unit = words.isEmpty ? whole : place.unit(without: words)
        return AttitudeDecision(unit, settings, lean: lean, order: order).verdict
      },
      nearest: { items, count in
        Explanation.nearest(to: whole.direction, among: items, count) { place.model.direction(of: $0) }
      })
  }

  private func place(of id: AnnotationID, in document: Document) throws -> AttitudePlace? {
    guard let stance = try document[Judgment.self].first(where: { $0.target == id })?.label.stance,
      AttitudeModel.isTakenToward(stance)
    else { return nil }
    var speaking = try SpeakingUnits(of: document, settings.unit)
    guard let unit = speaking.unit(id) else { return nil }
    let hulls = AttitudeHulls(text: document.text, sentences: try Sentences(of: document))
    let region = try Units(of: document, settings.unit).regions.first {
      $0.span.lowerBound <= unit.span.lowerBound && unit.span.upperBound <= $0.span.upperBound
    }
    let quoted = unit.isQuotation ? [] : try document[Quotation.self].map(\.span).filter { $0.overlaps(unit.span) }
    return AttitudePlace(
      model: model, utf8: document.text.utf8, stance: stance, isQuotation: unit.isQuotation, span: unit.span,
      hull: hulls.of(unit), region: region?.span ?? unit.span, quoted: quoted)
  }

  /// How far the author's other passages lean, as the stage counts them.
  private func lean(around id: AnnotationID, in document: Document) throws -> [Double]? {
    let readings = try AttitudeReadings(of: document, model, settings).all
    var author = AttitudeAuthor(usual: model.usual)
    for reading in readings where reading.speaksForAuthor { author.add(reading.sums) }
    let own = readings.first { $0.target == id }
    return author.lean(without: own.flatMap { $0.speaksForAuthor ? $0.sums : nil })
  }
}

/// Where a unit stands in a text, and all that is known of it before it is read.
private struct AttitudePlace {
  /// What is read beyond the reach, so that no word of it is cut.
  private static let margin = 100

  let model: AttitudeModel
  let utf8: [UInt8]
  let stance: Stance
  let isQuotation: Bool
  let span: Span
  /// The unit with the words around it that count as context.
  let hull: Span
  /// Where its cues are looked for, in one go.
  let region: Span
  /// The quotations in a passage.
  let quoted: [Span]

  /// The unit as the stage reads it, in a text without some of its words.
  func unit(without words: [Span]) -> ExplainedAttitude {
    if words.isEmpty { return read(utf8, span, hull, region, quoted) }
    let reach = min(hull.lowerBound, region.lowerBound)..<max(hull.upperBound, region.upperBound)
    let short = ShortenedText(
      utf8, max(0, reach.lowerBound - Self.margin)..<min(utf8.count, reach.upperBound + Self.margin), without: words)
    return read(
      short.utf8, short.place(of: span), short.place(of: hull), short.place(of: region),
      quoted.map { short.place(of: $0) })
  }

  private func read(
    _ utf8: [UInt8], _ span: Span, _ hull: Span, _ region: Span, _ quoted: [Span]
  ) -> ExplainedAttitude {
    var reader = AttitudeReader(model, utf8)
    reader.read(region, within: [hull])
    let unit = reader.unit(
      span, within: hull, quoted: isQuotation ? 0 : QuotedShare(quoted).of(span), isQuotation: isQuotation)
    return ExplainedAttitude(model, stance, reader.text, unit)
  }
}

extension ExplainedAttitude {
  /// Every feature that moves an attitude, each once, and what speaks for the attitudes before a word is read.
  ///
  /// - Parameter order: by attitude the number of the side that follows.
  fileprivate func contributions(_ order: [Int]) -> [Explanation.Contribution] {
    var contributions: [Explanation.Contribution] = []
    var known: [[UInt32]: Int] = [:]
    for feature in features {
      let sides = values(of: feature)
      guard sides.contains(where: { $0 != 0 }) else { continue }
      let key = [UInt32(feature.group), feature.slot]
      if let index = known[key] {
        contributions[index].times += 1
        for (label, side) in order.enumerated() { contributions[index].values[label] += sides[side] }
      } else {
        known[key] = contributions.count
        contributions.append(
          Explanation.Contribution(
            group: AttitudeRecord.kinds[feature.group].name, feature: name(of: feature),
            span: feature.place.isEmpty ? nil : text.words.span(feature.place), values: order.map { sides[$0] }))
      }
    }
    let biases = model.head.table.biases
    return contributions + [
      Explanation.Contribution(
        group: "bias", feature: "before a word is read", values: order.map { biases[$0] })
    ]
  }
}

extension AttitudeModel {
  /// What a labelled item looks like to the model; nothing where it has no attitude.
  fileprivate func direction(of item: TrainingItem) -> [UInt64: Double] {
    guard let known = AttitudeCase(item) else { return [:] }
    let (text, place) = FeatureReader(vocabulary: vocabulary, lexicon: lexicon).read(item)
    let unit = AttitudeUnit(
      place: place, hull: 0..<text.count, tones: tones.matches(in: text.words, 0..<text.count)[...],
      marks: known.marks, isQuotation: known.isQuotation)
    return ExplainedAttitude(self, known.stance, text, unit).direction
  }
}
