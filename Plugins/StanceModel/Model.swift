import CStanceModel
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
  /// The stance's weights in units of their label's scale, slot by slot, ``stride`` numbers each.
  let weights: [Int16]
  let stride: Int
  /// By group.
  let scales: [Double]
  /// The number of the label of texts that say nothing.
  let rest: Int?

  /// The model that ships.
  static let builtIn = Result { try Model(ModelFile(shipped)) }

  static let shipped = [UInt8](
    UnsafeBufferPointer(start: stance_model_bytes(), count: Int(stance_model_size())))

  init(_ file: ModelFile) throws {
    guard file.vocabulary == ModelStances.vocabularyHash else { throw ModelError.otherWords }
    guard let stance = file.head("stance"), file.bits == TextFeatures.bits else {
      throw ModelError.form("it has no weights for stances")
    }
    self.file = file
    self.stance = stance
    strain = file.head("strain")
    vocabulary = try Vocabulary.builtIn.get()
    lexicon = try Lexicon.builtIn.get()
    let labels = stance.labels.count
    stride = labels <= 4 ? 4 : labels
    var weights = [Int16](repeating: 0, count: stride << file.bits)
    for (place, slot) in stance.table.slots.enumerated() {
      for label in 0..<labels {
        weights[Int(slot) * stride + label] = WeightTable.squared(stance.table.steps[place * labels + label])
      }
    }
    self.weights = weights
    scales = FeatureGroup.allCases.map { file.scales[$0.name] ?? 0 }
    rest = stance.labels.firstIndex(of: file.rest)
  }
}
