import Codebook
import Standoff

/// What was coded of an item; what the coder did not say is nothing.
struct ItemCode: Sendable, Equatable {
  let stance: Stance
  let attitude: AttitudeKind?
  /// `-` where somebody looked and none fits.
  let strain: Strain?

  init(_ stance: Stance, _ attitude: AttitudeKind?, _ strain: Strain?) {
    self.stance = stance
    self.attitude = attitude
    self.strain = strain
  }

  /// What says nothing takes no side; nothing where the codebook has no sides.
  func side(_ codebook: Codebook) -> Side? {
    guard codebook.sides != nil else { return nil }
    return stance == codebook.rest ? .neither : attitude.map { codebook.side(stance, $0) }
  }

  func attitudeLabel(_ codebook: Codebook) -> String? {
    stance == codebook.rest ? PrevalenceVariable.rest : attitude?.rawValue
  }

  func strainLabel(_ codebook: Codebook) -> String? {
    codebook.strains(of: stance).isEmpty ? PrevalenceVariable.rest : strain?.rawValue
  }
}

extension Strain {
  /// None of the codebook's; tables of corrections write it so.
  static let noneFits = Strain(rawValue: "-")
}

extension GoldFile.Content {
  /// The units of which some item has a stance; of a table, what its ids say.
  public var units: [SampleDesign.Unit] {
    switch self {
    case .corrections(let corrections): [corrections.hasQuotations ? .quotation : .passage]
    case .documents(let documents):
      SampleDesign.Unit.allCases.filter { unit in documents.contains { $0.stances(of: unit) > 0 } }
    }
  }

  /// How many items have a stance.
  func stances(of unit: SampleDesign.Unit) -> Int {
    switch self {
    case .corrections(let corrections): corrections.stances(of: unit)
    case .documents(let documents): documents.reduce(0) { $0 + $1.stances(of: unit) }
    }
  }

  /// What people say of the items of a document, by their ids in the results.
  func codes(of unit: SampleDesign.Unit, in reading: Reading) -> [AnnotationID: ItemCode] {
    switch self {
    case .corrections(let corrections): return corrections.codes(of: reading.document.id)
    case .documents(let documents):
      let id = reading.document.id
      let exact = documents.first { $0.coding.document == id }
      guard let gold = exact ?? documents.first(where: { $0.isDocument(id) }) else { return [:] }
      // In gold, no strain means that none fits, if it has strains at all.
      let none = documents.contains(where: \.hasStrains) ? Strain.noneFits : nil
      return gold.codes(of: unit, in: reading, withoutStrain: none)
    }
  }
}

extension GoldDocument {
  /// How many items have a stance.
  fileprivate func stances(of unit: SampleDesign.Unit) -> Int {
    words?.stances(of: unit) ?? coding.items(of: unit).count { $0.stance != nil }
  }

  fileprivate var hasStrains: Bool {
    words?.hasStrains ?? (coding.passages + coding.quotations).contains { $0.strain != nil }
  }

  /// By the ids of the results. An item is the one that overlaps it most, if they share half of what they cover; a passage
  /// that is told by its first words, the one that starts with them.
  fileprivate func codes(
    of unit: SampleDesign.Unit, in reading: Reading, withoutStrain none: Strain?
  ) -> [AnnotationID: ItemCode] {
    let gold = coding(in: reading.document).coding.items(of: unit).filter { $0.stance != nil }
    let found = Coding(reading).items(of: unit)
    var codes: [AnnotationID: ItemCode] = [:]
    for pair in SpanMatching.oneToOne(gold.map(\.source), found.map(\.source)) {
      let (one, other) = (gold[pair.gold].source, found[pair.found].source)
      let isStart = words != nil && unit == .passage && one.lowerBound == other.lowerBound
      guard isStart || 3 * one.overlap(with: other) >= one.count + other.count else { continue }
      guard let id = found[pair.found].id, let stance = gold[pair.gold].stance else { continue }
      codes[id] = ItemCode(stance, gold[pair.gold].attitude, gold[pair.gold].strain ?? none)
    }
    return codes
  }
}

extension Coding {
  fileprivate func items(of unit: SampleDesign.Unit) -> [Item] { unit == .passage ? passages : quotations }
}
