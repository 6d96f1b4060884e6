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
    var weights: [SIMD4<Int16>] = []
    var strainPlaces: [Int32] = []
    let (own, others) = (stance.table.slots, strain?.table.slots ?? [])
    var (next, other) = (0, 0)
    while next < own.count || other < others.count {
      let slot = min(
        next < own.count ? own[next] : .max, other < others.count ? others[other] : .max)
      slots.append(slot)
      let start = weights.count
      weights.append(contentsOf: repeatElement(SIMD4(), count: blocks))
      if next < own.count, own[next] == slot {
        for label in 0..<labels {
          weights[start + label / 4][label % 4] = WeightTable.squared(stance.table.steps[next * labels + label])
        }
        next += 1
      }
      if other < others.count, others[other] == slot {
        strainPlaces.append(Int32(other))
        other += 1
      } else {
        strainPlaces.append(-1)
      }
    }
    let kindCount = strain?.labels.count ?? 0
    let strainBlocks = (kindCount + 3) / 4
    var strainWeights = [SIMD4<Int16>](repeating: SIMD4(), count: others.count * strainBlocks)
    for (place, step) in (strain?.table.steps ?? []).enumerated() {
      let (row, label) = place.quotientAndRemainder(dividingBy: kindCount)
      strainWeights[row * strainBlocks + label / 4][label % 4] = WeightTable.squared(step)
    }
    (self.strainWeights, self.strainBlocks) = (strainWeights, strainBlocks)
    var hasStrain = [UInt64](repeating: 0, count: slots.count / 64 + 1)
    for (place, strain) in strainPlaces.enumerated() where strain >= 0 {
      hasStrain[place / 64] |= 1 << UInt64(place % 64)
    }
    self.hasStrain = hasStrain
    places = FeaturePlaces(slots)
    self.weights = weights
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
