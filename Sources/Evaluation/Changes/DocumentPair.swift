import Codebook
import Standoff

/// A document as two pipelines have it.
struct DocumentPair {
  private let first: ComparedDocument
  private let second: ComparedDocument
  private let aspects: Set<Change.Aspect>
  /// What counts in the figures: one array for each passage, quotation and other annotation.
  private(set) var items: [[Addition]] = []
  private(set) var changes: [Change] = []
  private(set) var oneSided: [LayerName: ChangeStudy.OneSided] = [:]

  /// The layers behind the aspects.
  private static let layers: [(layer: LayerName, aspects: [Change.Aspect])] = [
    (Passage.layer, [.span]), (Quotation.layer, [.span, .kind]), (Speaker.layer, [.speaker]),
    (Judgment.layer, [.stance, .strain]), (Attitude.layer, [.attitude, .side]),
  ]
  /// What readers give and what stages pass on to each other; none of it is a label.
  private static let material: Set<LayerName> = [
    Block.layer, Division.layer, Milestone.layer, Turn.layer, StatedQuotation.layer, Person.layer, Category.layer,
    Sentence.layer, StanceCue.layer,
  ]

  init(_ first: ComparedDocument, _ second: ComparedDocument, _ aspects: Set<Change.Aspect>) {
    self.first = first
    self.second = second
    self.aspects = aspects
  }

  mutating func compare() throws {
    var labels: Set<Change.Aspect> = []
    for (layer, own) in Self.layers {
      let wanted = own.filter(aspects.contains)
      if !wanted.isEmpty, isInBoth(layer) { labels.formUnion(wanted) }
    }
    compare(.passage, Passage.layer, first.passages, second.passages, labels)
    compare(.quotation, Quotation.layer, first.quotations, second.quotations, labels)
    if aspects.contains(.layers) { try compareOtherLayers() }
  }

  var sortedChanges: [Change] {
    func rank(_ change: Change) -> (Int, Int) {
      let order = change.subject == .passage ? 0 : change.subject == .quotation ? 1 : 2
      return (change.item?.source.lowerBound ?? 0, order)
    }
    return changes.enumerated().sorted { one, other in
      let (first, second) = (rank(one.element), rank(other.element))
      return first != second ? first < second : one.offset < other.offset
    }.map(\.element)
  }

  /// Notes what one of the two has where the other has no such layer.
  private mutating func isInBoth(_ layer: LayerName) -> Bool {
    func count(_ document: Document) -> Int? { document.layers.first { $0.name == layer }?.count }
    let counts = (count(first.document), count(second.document))
    switch counts {
    case (nil, nil): return false
    case (.some, .some): return true
    default:
      oneSided[layer] = ChangeStudy.OneSided(first: counts.0 ?? 0, second: counts.1 ?? 0)
      return false
    }
  }

  // MARK: Passages and quotations

  private mutating func compare(
    _ subject: Change.Subject, _ layer: LayerName, _ ones: [ComparedItem], _ others: [ComparedItem],
    _ labels: Set<Change.Aspect>
  ) {
    guard first.document.has(layer), second.document.has(layer) else { return }
    let pairs = SpanMatching.oneToOne(ones.map(\.source), others.map(\.source))
    let (matched, taken) = (Set(pairs.map(\.gold)), Set(pairs.map(\.found)))
    for pair in pairs { compare(subject, ones[pair.gold], others[pair.found], isMoved: !pair.isExact, labels) }
    guard labels.contains(.span) else { return }
    for index in ones.indices where !matched.contains(index) {
      items.append([Addition(.pair("\(subject.name).span", gold: "gone", found: ""))])
      changes.append(alone(.gone, subject, ones[index], labels))
    }
    for index in others.indices where !taken.contains(index) {
      items.append([Addition(.pair("\(subject.name).span", gold: "added", found: ""))])
      changes.append(alone(.added, subject, others[index], labels))
    }
  }

  private mutating func compare(
    _ subject: Change.Subject, _ one: ComparedItem, _ other: ComparedItem, isMoved: Bool, _ labels: Set<Change.Aspect>
  ) {
    var counts: [Count] = []
    let isMoved = isMoved && labels.contains(.span)
    if labels.contains(.span) {
      counts.append(.pair("\(subject.name).span", gold: isMoved ? "moved" : "same", found: ""))
    }
    var differences: [Change.Difference] = []
    for aspect in Change.Aspect.allCases where labels.contains(aspect) {
      let (before, after) = (one.label(aspect), other.label(aspect))
      guard before != nil || after != nil else { continue }
      counts.append(Self.count(subject, aspect, before, after))
      guard before != after else { continue }
      differences.append(
        Change.Difference(
          aspect: aspect, first: first.statement(aspect, of: one), second: second.statement(aspect, of: other)))
    }
    items.append(counts.map { Addition($0) })
    guard isMoved || !differences.isEmpty else { return }
    let around = Self.around(one.span, in: first.document.text)
    changes.append(
      Change(
        kind: isMoved ? .moved : .relabelled, subject: subject, document: first.document.id, first: first.item(one),
        second: second.item(other), before: around.before, after: around.after, differences: differences))
  }

  /// Names are no fixed set of labels, so what counts is whether both give the same.
  private static func count(
    _ subject: Change.Subject, _ aspect: Change.Aspect, _ before: String?, _ after: String?
  ) -> Count {
    guard aspect == .speaker else {
      return .pair("\(subject.name).\(aspect.rawValue)", gold: before ?? "-", found: after ?? "-")
    }
    let found =
      before == after
      ? "same"
      : before == nil ? "named by the second alone" : after == nil ? "named by the first alone" : "another name"
    return .pair("\(subject.name).speaker", gold: found, found: "")
  }

  private func alone(
    _ kind: Change.Kind, _ subject: Change.Subject, _ item: ComparedItem, _ labels: Set<Change.Aspect>
  ) -> Change {
    let isFirst = kind == .gone
    let own = isFirst ? first : second
    let around = Self.around(item.span, in: own.document.text)
    let differences = Change.Aspect.allCases.filter(labels.contains).compactMap { aspect in
      own.statement(aspect, of: item).map {
        Change.Difference(aspect: aspect, first: isFirst ? $0 : nil, second: isFirst ? nil : $0)
      }
    }
    return Change(
      kind: kind, subject: subject, document: own.document.id, first: isFirst ? own.item(item) : nil,
      second: isFirst ? nil : own.item(item), before: around.before, after: around.after, differences: differences)
  }

  /// Up to 60 characters on either side, with a blank where white space parts them from the words.
  private static func around(_ span: Span, in text: Text) -> (before: String, after: String) {
    func isWhite(_ offset: Int) -> Bool { text.utf8.indices.contains(offset) && text.utf8[offset] <= 0x20 }
    var around = text.around(span, scalars: 60)
    if !around.before.isEmpty, isWhite(span.lowerBound - 1) { around.before += " " }
    if !around.after.isEmpty, isWhite(span.upperBound) { around.after = " " + around.after }
    return around
  }

  // MARK: Other layers

  private mutating func compareOtherLayers() throws {
    let known = Self.material.union(Self.layers.map(\.layer))
    let (ours, theirs) = (first.document.otherLayers(without: known), second.document.otherLayers(without: known))
    let both = ours.filter(theirs.contains)
    for layer in ours + theirs where !both.contains(layer) { _ = isInBoth(layer) }
    let (ones, others) = (try first.document.items(of: both), try second.document.items(of: both))
    for layer in both { compare(layer, ones[layer] ?? [], others[layer] ?? []) }
  }

  /// What stands at the same place is the same annotation; where several do, equal ones belong together, and of the rest
  /// the first and the first.
  private mutating func compare(_ layer: LayerName, _ ones: [LayerItem], _ others: [LayerItem]) {
    var partners = [Int?](repeating: nil, count: ones.count)
    var taken: Set<Int> = []
    for key in [{ (item: LayerItem) in LayerItem.Key(item) }, { LayerItem.Key(place: $0.source) }] {
      var waiting = Dictionary(grouping: others.indices.filter { !taken.contains($0) }.reversed()) { key(others[$0]) }
      for index in ones.indices where partners[index] == nil {
        guard let partner = waiting[key(ones[index])]?.popLast() else { continue }
        partners[index] = partner
        taken.insert(partner)
      }
    }
    for (one, partner) in zip(ones, partners) {
      guard let other = partner.map({ others[$0] }) else {
        add(layer, "gone", one, nil)
        continue
      }
      add(layer, one.fields == other.fields ? "same" : "changed", one, other)
    }
    for index in others.indices where !taken.contains(index) { add(layer, "added", nil, others[index]) }
  }

  private mutating func add(_ layer: LayerName, _ outcome: String, _ one: LayerItem?, _ other: LayerItem?) {
    items.append([Addition(.pair("layer.\(layer)", gold: outcome, found: ""))])
    guard outcome != "same", let item = one ?? other else { return }
    let document = one == nil ? second.document : first.document
    let around: (before: String, after: String) = item.span.map { Self.around($0, in: document.text) } ?? ("", "")
    func shown(_ item: LayerItem?, _ document: Document) -> Change.Item? {
      item.map { item in
        Change.Item(
          id: item.id, source: item.source, locator: item.id.description,
          words: item.span.map { document.text[$0] } ?? "")
      }
    }
    changes.append(
      Change(
        kind: one == nil ? .added : other == nil ? .gone : .relabelled, subject: .layer(layer), document: document.id,
        first: shown(one, first.document), second: shown(other, second.document), before: around.before,
        after: around.after,
        differences: [
          Change.Difference(
            aspect: .layers, first: one.map { Statement(label: $0.fields) },
            second: other.map { Statement(label: $0.fields) }
          )
        ]))
  }
}
