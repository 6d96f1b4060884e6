import Codebook

extension PrevalenceVariable {
  /// What is labelled.
  enum Kind: Sendable {
    case stance, side, attitude, strain
  }
}

extension PrevalenceVariable.Kind {
  /// Those that come first, whether they are found or not.
  func labels(_ codebook: Codebook) -> [String] {
    switch self {
    case .stance: codebook.stances.map(\.name.rawValue)
    case .side: codebook.sides?.all.map(\.rawValue) ?? []
    case .attitude: codebook.attitudes.map(\.name.rawValue) + [PrevalenceVariable.rest]
    case .strain: [PrevalenceVariable.rest]
    }
  }

  /// The label of items that shares are not of.
  var rest: String? {
    switch self {
    case .stance: nil
    case .side: Side.neither.rawValue
    case .attitude, .strain: PrevalenceVariable.rest
    }
  }
}
