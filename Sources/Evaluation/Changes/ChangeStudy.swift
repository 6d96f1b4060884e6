public import Codebook
public import Standoff

/// What two pipelines say differently of the same documents.
///
/// Takes document by document and keeps counts alone. Neither pipeline is gold. What they mean is brought together by its
/// place in the file, one to one.
public struct ChangeStudy: Sendable {
  let names: (first: String, second: String)
  let codebooks: ComparedCodebooks
  /// What is compared; what the codebooks have no labels in common for is not among it.
  let aspects: Set<Change.Aspect>
  /// What the codebooks do not share of what was asked for, as sentences.
  let codebookRemarks: [String]
  /// Whether the codebooks leave something of it out.
  let isPartial: Bool
  private(set) var sheet = CountSheet()
  /// Annotations of layers that one of the pipelines does not give.
  private(set) var oneSided: [LayerName: OneSided] = [:]
  private(set) var documents = Alone()
  private(set) var changes = 0

  struct OneSided: Sendable, Equatable {
    var first = 0
    var second = 0
  }

  /// Documents that one of the pipelines alone could read.
  struct Alone: Sendable, Equatable {
    var first = 0
    var second = 0
  }

  /// - Parameters:
  ///   - first: the name of the first pipeline.
  ///   - second: that of the second.
  ///   - codebooks: those of both.
  ///   - aspects: what is compared.
  public init(
    _ first: String, _ second: String, codebooks: (first: Codebook, second: Codebook),
    aspects: Set<Change.Aspect> = Set(Change.Aspect.allCases)
  ) {
    names = (first, second)
    self.codebooks = ComparedCodebooks(codebooks.first, codebooks.second)
    self.aspects = aspects.subtracting(self.codebooks.incomparable)
    codebookRemarks = self.codebooks.remarks.filter { aspects.contains($0.aspect) }.map(\.sentence)
    isPartial = !aspects.isDisjoint(with: self.codebooks.incomparable)
  }

  /// - Parameters:
  ///   - first: the document as the first pipeline left it.
  ///   - second: the same text as the second left it.
  ///   - original: the document's file, asked for where something has changed.
  /// - Returns: the changes in the order of the text.
  public mutating func add(
    _ first: Document, _ second: Document, original: () -> Coding.Original? = { nil }
  ) throws -> [Change] {
    var pair = DocumentPair(try ComparedDocument(first), try ComparedDocument(second), aspects)
    try pair.compare()
    // Single items are drawn anew where there is one document; of more, the sums will do.
    sheet.addDocument(first.id, sheet.documents.isEmpty ? pair.items : [Self.sums(pair.items)])
    for (layer, counts) in pair.oneSided {
      oneSided[layer, default: OneSided()].first += counts.first
      oneSided[layer, default: OneSided()].second += counts.second
    }
    guard !pair.changes.isEmpty else { return [] }
    changes += pair.changes.count
    let original = original()
    return pair.sortedChanges.map { $0.placed(in: original) }
  }

  /// Takes a document that only one of the pipelines could read.
  ///
  /// - Parameters:
  ///   - id: that of the document.
  ///   - isFirst: whether it was the first that could.
  ///   - reason: what the other one says.
  public mutating func add(alone id: String, inFirst isFirst: Bool, reason: String) -> Change {
    if isFirst { documents.first += 1 } else { documents.second += 1 }
    changes += 1
    return .document(id, isFirst: isFirst, reason: reason)
  }

  private static func sums(_ items: [[Addition]]) -> [Addition] {
    var sums: [Count: Int] = [:]
    var order: [Count] = []
    for addition in items.joined() {
      if sums[addition.count] == nil { order.append(addition.count) }
      sums[addition.count, default: 0] += addition.times
    }
    return order.map { Addition($0, times: sums[$0] ?? 0) }
  }
}

extension Change {
  fileprivate func placed(in original: Coding.Original?) -> Change {
    guard let original, let item else { return self }
    var change = self
    change.file = original.file
    change.place = original.lines.place(of: original.start + item.source.lowerBound)
    return change
  }
}

/// The labels of two codebooks, as far as they can be set side by side.
struct ComparedCodebooks: Sendable {
  /// In the order of tables.
  let order: [String]
  /// Aspects of which the codebooks have no label in common but the rest.
  private(set) var incomparable: Set<Change.Aspect> = []
  /// What only one of them has.
  private(set) var remarks: [(aspect: Change.Aspect, sentence: String)] = []

  init(_ first: Codebook, _ second: Codebook) {
    order = first.labelOrder + second.labelOrder.filter { !first.labelOrder.contains($0) }
    let rests = [first.rest.rawValue, second.rest.rawValue, Side.neither.rawValue]
    for (aspect, labels) in [
      (Change.Aspect.stance, Self.both(first, second) { $0.stances.map(\.name.rawValue) }),
      (.strain, Self.both(first, second) { $0.strains.map(\.name.rawValue) }),
      (.attitude, Self.both(first, second) { $0.attitudes.map(\.name.rawValue) }),
      (.side, Self.both(first, second) { $0.sides.map { [$0.first.rawValue, $0.second.rawValue] } ?? [] }),
    ] {
      let (one, other) = labels
      guard Set(one) != Set(other) else { continue }
      let lists = [("first", one, other), ("second", other, one)].compactMap { name, own, others -> String? in
        let alone = own.filter { !others.contains($0) }
        return alone.isEmpty ? nil : "the \(name) alone has \(alone.joined(separator: ", "))"
      }
      let sentence = "\(aspect.rawValue): \(lists.joined(separator: "; "))"
      if one.contains(where: { other.contains($0) && !rests.contains($0) }) {
        remarks.append((aspect, "The codebooks differ in \(sentence)."))
      } else {
        incomparable.insert(aspect)
        remarks.append((aspect, "The codebooks have nothing in common in \(sentence). It is not compared."))
      }
    }
  }

  private static func both(
    _ first: Codebook, _ second: Codebook, _ labels: (Codebook) -> [String]
  ) -> ([String], [String]) {
    (labels(first), labels(second))
  }
}
