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
  /// Where the weights of a slot stand in the table, by its number and 1.
  private let places: WordMap
  /// By group.
  private let scales: [Double]

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
    var places = WordMap()
    for (place, slot) in head.table.slots.enumerated() { places[UInt64(slot) + 1] = UInt64(place) }
    self.places = places
    scales = AttitudeRecord.kinds.map { file.scales[$0.name] ?? 0 }
  }

  /// What the features of a record say for each side.
  func sums(_ record: AttitudeRecord) -> [Double] {
    let factors = factors(record)
    var sums = head.table.biases
    for feature in record.features {
      guard let place = places[UInt64(feature.slot) + 1] else { continue }
      let factor = Double(feature.value) * factors[Int(feature.group)]
      for side in 0..<Self.sides.count { sums[side] += head.table.weight(at: Int(place), side) * factor }
    }
    return sums
  }

  /// What one feature says for each side; nothing where its weights are not known.
  func shares(_ feature: AttitudeRecord.Feature, _ factors: [Double]) -> [Double]? {
    guard let place = places[UInt64(feature.slot) + 1] else { return nil }
    let factor = Double(feature.value) * factors[Int(feature.group)]
    return head.labels.indices.map { head.table.weight(at: Int(place), $0) * factor }
  }

  /// What a feature of each group counts.
  func factors(_ record: AttitudeRecord) -> [Double] {
    scales.indices.map { scales[$0] * record.factor($0) }
  }
}
