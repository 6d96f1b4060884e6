import CStanceModel
import Codebook
import LinearModels
import PluginAPI
import StanceLexicon
import TextScanning

/// A model of attitudes ready to judge.
///
/// It tells sides, from which the attitude follows with the stance: so both agree, and whoever praises the power above
/// teaches it how those sound who blame the power below. A class, so that every copy of the stage shares the table.
final class AttitudeModel: Sendable {
  static let sides: [Side] = [.above, .below, .neither]
  static let words: [WordFile] = [.classes, .spellings, .tones] + Lexicon.words
  /// A model can only be read with the words it was trained with; this tells whether they are the same.
  static let wordsHash = ModelWords.all(of: .twoSouls)[0].hash(with: [.tones])
  let file: ModelFile
  let head: ModelFile.Head
  let vocabulary: Vocabulary
  let lexicon: Lexicon
  let tones: AttitudeTones
  private let above: AttitudeWeights
  private let others: AttitudeWeights
  /// What speaks for each side before a word is read.
  let biases: SIMD4<Double>
  /// By group.
  let scales: [Double]

  /// The model that ships.
  static let builtIn = Result { try AttitudeModel(ModelFile(shipped)) }

  static let shipped = [UInt8](
    UnsafeBufferPointer(start: attitude_model_bytes(), count: Int(attitude_model_size())))

  init(_ file: ModelFile) throws {
    guard let head = file.head("side"), head.labels == Self.sides.map(\.rawValue), file.bits == AttitudeRecord.bits
    else { throw ModelError.form("it has no weights for attitudes") }
    guard file.vocabulary == Self.wordsHash else { throw ModelError.otherWords }
    self.file = file
    self.head = head
    vocabulary = try Vocabulary.builtIn.get()
    lexicon = try Lexicon.builtIn.get()
    tones = try AttitudeTones.builtIn.get()
    above = AttitudeWeights(head.table, stance: AttitudeRecord.bits(of: .above))
    others = AttitudeWeights(head.table, stance: AttitudeRecord.bits(of: .below))
    var biases = SIMD4<Double>()
    for (side, bias) in head.table.biases.enumerated() { biases[side] = bias }
    self.biases = biases
    scales = AttitudeRecord.kinds.map { file.scales[$0.name] ?? 0 }
  }

  /// What features say where a stance is taken.
  func weights(_ stance: Stance) -> AttitudeWeights { stance == .above ? above : others }

  /// The group of the tone that speaks, else that of the feature.
  ///
  /// - Parameter entry: as in ``AttitudeShare``.
  func name(ofEntry entry: Int32) -> String {
    entry >= 0 ? tones.tones[Int(entry)].name : AttitudeRecord.kinds[Int(-1 - entry)].name
  }
}
