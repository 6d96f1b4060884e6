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
  /// The stance's weights in units of their label's scale, slot by slot, ``stride`` numbers each.
  let weights: [Int16]
  let stride: Int
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
