import Standoff

/// A component that can learn from labelled items and then reads what it learned from a model file.
///
/// `twosouls train NAME ITEMS…` asks it to.
public protocol Trainable: Component {
  /// - Throws: an error that says what the items lack.
  static func train(_ items: [TrainingItem], _ options: TrainingOptions) throws -> TrainedModel
}

/// A passage or quotation with its labels.
public struct TrainingItem: Sendable, Equatable {
  /// Names it in messages and tables.
  public var id: String
  /// What cross-validation never parts: the work it is from, or the pair that it belongs to.
  public var group: String
  /// The file it was read from, by name.
  public var source: String
  /// `passage` or `quotation`.
  public var unit: String
  /// The words before it, for a quotation those of its sentence.
  public var before: String
  /// Its own words.
  public var text: String
  /// The words behind it, for a quotation those of its sentence.
  public var after: String
  /// By the name of what was coded (`stance`, `attitude`, `strain`); what was not coded is not there.
  public var labels: [String: String]
  /// Whether figures, calibration and thresholds count it; what is learned from alone is in every part of
  /// cross-validation, but never judged.
  public var isMeasured = true

  public init(
    id: String, group: String, source: String = "", unit: String, before: String = "", text: String, after: String = "",
    labels: [String: String]
  ) {
    self.id = id
    self.group = group
    self.source = source
    self.unit = unit
    self.before = before
    self.text = text
    self.after = after
    self.labels = labels
  }
}

/// How to train.
public struct TrainingOptions: Sendable {
  /// Into how many parts groups are put; each is judged by a model that learned from the others.
  public var folds = 5
  /// What chance starts from, so that the same items give the same model.
  public var seed: UInt64 = 1966
  /// The label of texts that say nothing of it.
  public var rest = "none"
  /// Labels whose items are left out, because a model is not to give them.
  public var leaveOut: Set<String> = ["mixed"]
  /// The hash of the codebook by which the items were labelled.
  public var codebookHash = ""
  /// The language of the items, where it matters to what is learned.
  public var language = "en"
  /// What the tool hands to every component, such as the codebook.
  public var context = PipelineContext.bare
  /// The share of groups that is learned from in cross-validation; all are judged.
  public var share = 1.0
  /// Kinds of features that are not looked at, to see what they bring.
  public var withoutFeatures: Set<String> = []
  /// Takes a line on how far it is.
  public var progress: @Sendable (String) -> Void = { _ in }

  public init() {}
}

/// What was learned.
public struct TrainedModel: Sendable {
  /// The model file, whole.
  public let bytes: [UInt8]
  /// How it was learned and how good it was on groups that it had not seen, for people to read.
  public let report: [String]

  public init(bytes: [UInt8], report: [String]) {
    self.bytes = bytes
    self.report = report
  }
}
