import LinearModels
import PluginAPI
import Standoff

/// A trained model: a line of JSON that says all of it but the weights, and the weights.
///
/// The first line is for people and programs alike; what follows it is the bytes of the tables it names, one behind the
/// other.
struct ModelFile: Sendable, Equatable {
  static let version = 1

  /// What one set of labels is told by.
  struct Head: Sendable, Equatable {
    /// What the labels are: `stance`, `strain`.
    let name: String
    let labels: [String]
    let table: WeightTable
    /// By unit; a unit that no item had has none.
    var calibrations: [String: UnitCalibration]
  }

  /// How sums become probabilities and a label, for passages or for quotations.
  struct UnitCalibration: Sendable, Equatable {
    var calibration: Calibration
    /// The least probability at which a label other than the rest is given.
    var threshold: Double
    /// From cross-validation: at which threshold which share of the labels given is right, and what share of the texts
    /// that should have one is given one.
    var curve: [Point]
  }

  struct Point: Sendable, Equatable {
    let threshold: Double
    let precision: Double
    let coverage: Double
  }

  /// The component that reads it.
  var component = ModelStances.name
  /// The hash of the features' words: a model cannot be read with other ones.
  var vocabulary: String
  var codebook: String
  var bits: Int
  /// What a feature of each group is worth.
  var scales: [String: Double]
  var rest: String
  /// What else was learned, by name.
  var numbers: [String: Double] = [:]
  var heads: [Head]
  /// Training counts, figures and how it was learned, as they are to be shown.
  var card: JSONValue

  func head(_ name: String) -> Head? { heads.first { $0.name == name } }
}

/// Why a model file cannot be used.
enum ModelError: Error, Equatable, CustomStringConvertible {
  case form(String)
  case version(Int)
  case otherWords
  /// The labels of the model, and those that the codebook declares.
  case otherLabels([String], codebook: String, [String])

  var description: String {
    switch self {
    case .form(let problem): "this is no model that can be used here: \(problem)"
    case .version(let version): "the model has version \(version), and this program reads \(ModelFile.version)"
    case .otherWords: "the model was trained with other classes of words or another lexicon; train it again"
    case .otherLabels(let labels, let codebook, let declared):
      "the model gives \(labels.joined(separator: ", ")), but the codebook “\(codebook)” declares "
        + "\(declared.isEmpty ? "none of the kind" : declared.joined(separator: ", ")); train a model with items "
        + "labelled by this codebook and name it under “model:”, or name the codebook by which this one was trained"
    }
  }
}

// MARK: As bytes

extension ModelFile {
  var bytes: [UInt8] {
    var json = JSONWriter()
    json.value(header)
    var bytes = json.bytes + [0x0A]
    for head in heads { head.table.write(to: &bytes) }
    return bytes
  }

  private var header: JSONValue {
    object(
      [
        ("twosouls-model", number(Self.version)), ("component", .string(component)),
        ("vocabulary", .string(vocabulary)), ("codebook", .string(codebook)), ("bits", number(bits)),
        ("rest", .string(rest)),
        ("scales", object(scaleNames.map { ($0, number(scales[$0] ?? 0)) })),
        ("heads", .array(heads.map(\.json))), ("card", card),
      ]
        + (numbers.isEmpty
          ? [] : [("numbers", object(numbers.sorted { $0.key < $1.key }.map { ($0.key, number($0.value)) }))]))
  }

  /// The groups of features in the order in which they are found, and then the others.
  private var scaleNames: [String] {
    let known = FeatureGroup.allCases.map(\.name)
    return known.filter { scales[$0] != nil } + scales.keys.filter { !known.contains($0) }.sorted()
  }

  init(_ bytes: [UInt8]) throws(ModelError) {
    guard let end = bytes.firstIndex(of: 0x0A), let json = try? JSONValue(parsing: Array(bytes[..<end])) else {
      throw .form("it has no line of JSON at its start")
    }
    guard let version = json["twosouls-model"]?.integer else { throw .form("“twosouls-model” is not there") }
    guard version == Self.version else { throw .version(version) }
    guard let component = json["component"]?.string, let vocabulary = json["vocabulary"]?.string,
      let codebook = json["codebook"]?.string,
      let bits = json["bits"]?.integer, bits > 0, bits <= 24, let rest = json["rest"]?.string,
      let scales = json["scales"]?.members, let heads = json["heads"]?.array, let card = json["card"]
    else { throw .form("its first line lacks a field") }
    self.component = component
    self.vocabulary = vocabulary
    self.codebook = codebook
    self.bits = bits
    self.rest = rest
    self.card = card
    self.scales = Dictionary(scales.map { ($0.key, $0.value.double ?? 0) }) { first, _ in first }
    numbers = Dictionary((json["numbers"]?.members ?? []).map { ($0.key, $0.value.double ?? 0) }) { first, _ in first }
    self.heads = []
    var place = end + 1
    for head in heads {
      guard let head = Head(head, bits: bits, bytes, &place) else { throw .form("a table of weights is cut short") }
      self.heads.append(head)
    }
    guard place == bytes.count else { throw .form("bytes follow its tables") }
  }
}

extension ModelFile.Head {
  var json: JSONValue {
    object([
      ("name", .string(name)), ("labels", .array(labels.map(JSONValue.string))), ("slots", number(table.slots.count)),
      ("biases", .array(table.biases.map(number))), ("scales", .array(table.scales.map(number))),
      (
        "units",
        object(
          calibrations.sorted { $0.key < $1.key }.map { unit, one in
            (
              unit,
              object([
                ("temperature", number(one.calibration.temperature)),
                ("offsets", .array(one.calibration.offsets.map(number))), ("threshold", number(one.threshold)),
                (
                  "curve",
                  .array(one.curve.map { .array([$0.threshold, $0.precision, $0.coverage].map { number($0) }) })
                ),
              ])
            )
          })
      ),
    ])
  }

  init?(_ json: JSONValue, bits: Int, _ bytes: [UInt8], _ place: inout Int) {
    guard let name = json["name"]?.string, let labels = json["labels"]?.array?.compactMap(\.string),
      let slots = json["slots"]?.integer, let biases = json["biases"]?.array?.compactMap(\.double),
      let scales = json["scales"]?.array?.compactMap(\.double), let units = json["units"]?.members,
      labels.count == biases.count,
      let table = WeightTable(
        reading: bytes, from: &place, bits: bits, biases: biases, scales: scales, count: slots)
    else { return nil }
    var calibrations: [String: ModelFile.UnitCalibration] = [:]
    for unit in units {
      guard let temperature = unit.value["temperature"]?.double, let threshold = unit.value["threshold"]?.double,
        let offsets = unit.value["offsets"]?.array?.compactMap(\.double), offsets.count == labels.count
      else { return nil }
      let curve = (unit.value["curve"]?.array ?? []).compactMap { point -> ModelFile.Point? in
        guard let numbers = point.array?.compactMap(\.double), numbers.count == 3 else { return nil }
        return ModelFile.Point(threshold: numbers[0], precision: numbers[1], coverage: numbers[2])
      }
      calibrations[unit.key] = ModelFile.UnitCalibration(
        calibration: Calibration(temperature: temperature, offsets: offsets), threshold: threshold, curve: curve)
    }
    self.init(name: name, labels: labels, table: table, calibrations: calibrations)
  }
}

func object(_ members: [(String, JSONValue)]) -> JSONValue {
  .object(members.map { JSONValue.Member(key: $0.0, value: $0.1) })
}

func number(_ value: Int) -> JSONValue { .number("\(value)") }
func number(_ value: Double) -> JSONValue { .number("\(value)") }

/// A figure of four decimals, for people.
func figure(_ value: Double) -> JSONValue { .number("\((value * 10_000).rounded() / 10_000)") }
