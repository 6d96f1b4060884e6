import CStanceModel
import Codebook
import LinearModels
import PluginAPI
import StanceLexicon
import TextScanning

/// A model ready to judge: its weights as a table that a slot leads into at once.
///
/// A class, so that every copy of the stage shares the table.
final class Model: Sendable {
  let file: ModelFile
  let vocabulary: Vocabulary
  let lexicon: Lexicon
  let stance: ModelFile.Head
  let strain: ModelFile.Head?
  /// The slots that say something of the stance or of the strain.
  let places: FeaturePlaces
  /// The stance's weights in units of their label's scale, place by place, each ``blocks`` times four labels.
  let weights: [SIMD4<Int16>]
  let blocks: Int
  /// Of each label what a unit of its weights is worth, each four together.
  let labelScales: [SIMD4<Double>]
  /// A bit for each place of which the strain's table knows.
  let hasStrain: [UInt64]
  /// By place, where the slot stands in the strain's table; -1 where it does not.
  let strainPlaces: [Int32]
  /// Of each label 0 where it is a side, else less than any number, each four together.
  let noSide: [SIMD4<Double>]
  /// The strain's weights in units of their label's scale, each ``strainBlocks`` times four labels.
  let strainWeights: [SIMD4<Int16>]
  let strainBlocks: Int
  /// By group.
  let scales: [Double]
  /// The number of the label of texts that say nothing.
  let rest: Int?
  /// The language of the lexicon that it was trained with; nothing where the codebook has none.
  let language: String?
  /// Of each stance the numbers of the strains that are its kinds.
  let strains: [[Int]]

  /// The model that ships.
  static let builtIn = Result { try Model(ModelFile(shipped), .twoSouls) }

  static let shipped = [UInt8](
    UnsafeBufferPointer(start: stance_model_bytes(), count: Int(stance_model_size())))

  /// - Parameter codebook: must declare the labels that the model gives, and hold the cues that it was trained with.
  init(_ file: ModelFile, _ codebook: Codebook) throws {
    guard let stance = file.head("stance"), file.bits == TextFeatures.bits else {
      throw ModelError.form("it has no weights for stances")
    }
    let declared = codebook.stances.map(\.name.rawValue)
    guard stance.labels.allSatisfy(declared.contains), file.rest == codebook.rest.rawValue else {
      throw ModelError.otherLabels(stance.labels, codebook: codebook.name, declared)
    }
    let kinds = (file.head("strain")?.labels ?? []).filter { name in
      !codebook.strains.contains { $0.name.rawValue == name }
    }
    guard kinds.isEmpty else {
      throw ModelError.otherLabels(kinds, codebook: codebook.name, codebook.strains.map(\.name.rawValue))
    }
    let words = ModelWords.all(of: codebook)
    guard let words = words.first(where: { $0.hash == file.vocabulary }) else { throw ModelError.otherWords }
    self.file = file
    self.stance = stance
    strain = file.head("strain")
    vocabulary = try Vocabulary.builtIn.get()
    lexicon = try words.lexicon()
    language = words.source?.language
    strains = stance.labels.map { label in
      let own = codebook.strains(of: Stance(rawValue: label)).map(\.rawValue)
      return (file.head("strain")?.labels ?? []).enumerated().filter { own.contains($0.element) }.map(\.offset)
    }
    let labels = stance.labels.count
    blocks = (labels + 3) / 4
    var labelScales = [SIMD4<Double>](repeating: SIMD4(), count: blocks)
    for (label, scale) in stance.table.scales.enumerated() { labelScales[label / 4][label % 4] = scale }
    self.labelScales = labelScales
    var slots: [UInt32] = []
    var weights: [Int16] = []
    var strainPlaces: [Int32] = []
    var hasStrain: [UInt64] = []
    let (own, others) = (stance.table.slots, strain?.table.slots ?? [])
    var (next, other) = (0, 0)
    while next < own.count || other < others.count {
      let one = next < own.count ? own[next] : .max
      let two = other < others.count ? others[other] : .max
      let slot = min(one, two)
      var label = 0
      while label < 4 * blocks {
        let weighs = slot == one && label < labels
        weights.append(weighs ? WeightTable.squared(stance.table.steps[next * labels + label]) : 0)
        label += 1
      }
      if slots.count & 63 == 0 { hasStrain.append(0) }
      if slot == two { hasStrain[hasStrain.count - 1] |= 1 &<< UInt64(slots.count & 63) }
      strainPlaces.append(slot == two ? Int32(other) : -1)
      slots.append(slot)
      if slot == one { next += 1 }
      if slot == two { other += 1 }
    }
    let kindCount = strain?.labels.count ?? 0
    strainBlocks = (kindCount + 3) / 4
    var strainWeights: [Int16] = []
    var place = 0
    while place < others.count {
      var label = 0
      while label < 4 * strainBlocks {
        let step = label < kindCount ? strain?.table.steps[place * kindCount + label] : nil
        strainWeights.append(step.map(WeightTable.squared) ?? 0)
        label += 1
      }
      place += 1
    }
    self.strainWeights = .fours(strainWeights)
    self.hasStrain = hasStrain
    places = FeaturePlaces(slots)
    self.weights = .fours(weights)
    self.strainPlaces = strainPlaces
    scales = FeatureGroup.allCases.map { file.scales[$0.name] ?? 0 }
    let rest = stance.labels.firstIndex(of: file.rest)
    self.rest = rest
    noSide = (0..<blocks).map { block in
      var none = SIMD4<Double>()
      for label in 4 * block..<4 * block + 4 where label >= labels || label == rest { none[label % 4] = -.infinity }
      return none
    }
  }
}

extension [SIMD4<Int16>] {
  /// Numbers that stand in a row, four together.
  static func fours(_ numbers: [Int16]) -> Self {
    Self(unsafeUninitializedCapacity: numbers.count / 4) { fours, count in
      count = numbers.count / 4
      numbers.withUnsafeBytes { UnsafeMutableRawBufferPointer(fours).copyMemory(from: $0) }
    }
  }
}
