public import Standoff

extension Codebook {
  /// Holds what a stage answers against the labels there are.
  ///
  /// Labels are few, so each is looked for from the first on; a run checks tens of thousands a second.
  ///
  /// - Throws: ``UndeclaredLabel`` for the first one that the codebook does not declare.
  public func check(_ annotations: Annotations) throws(UndeclaredLabel) {
    for layer in annotations.layers {
      switch layer {
      case let judgments as Layer<Judgment>: for one in judgments { try check(one.label) }
      case let attitudes as Layer<Attitude>: for one in attitudes { try check(one.label) }
      case let cues as Layer<StanceCue>: for one in cues { try check(one.label.toward) }
      case let loose as Layer<LooseLabel> where [Judgment.layer, Attitude.layer].contains(loose.name):
        for one in loose { try check(one.label) }
      default: break
      }
    }
  }

  private func check(_ judgment: Judgment) throws(UndeclaredLabel) {
    try check(judgment.stance)
    for score in judgment.scores { try check(score.stance) }
    for evidence in judgment.evidence { try check(evidence.toward) }
    guard let strain = judgment.strain else { return }
    for declared in strains where declared.name == strain {
      guard declared.stance == judgment.stance else {
        throw UndeclaredLabel(
          "strain of \(judgment.stance)", strain.rawValue, strains(of: judgment.stance).map(\.rawValue))
      }
      return
    }
    throw UndeclaredLabel("strain", strain.rawValue, strains.map(\.name.rawValue))
  }

  private func check(_ stance: Stance) throws(UndeclaredLabel) {
    for declared in stances where declared.name == stance { return }
    throw UndeclaredLabel("stance", stance.rawValue, stances.map(\.name.rawValue))
  }

  /// What came from another process.
  private func check(_ loose: LooseLabel) throws(UndeclaredLabel) {
    let declared = [
      ("stance", stances.map(\.name.rawValue)), ("strain", strains.map(\.name.rawValue) + ["-"]),
      ("attitude", attitudes.map(\.name.rawValue)), ("side", sides?.all.map(\.rawValue) ?? [Side.neither.rawValue]),
    ]
    for (key, names) in declared {
      guard let name = loose.fields.first(where: { $0.key == key })?.value.string, !names.contains(name) else {
        continue
      }
      throw UndeclaredLabel(key, name, names)
    }
  }

  private func check(_ attitude: Attitude) throws(UndeclaredLabel) {
    guard attitudes.contains(where: { $0.name == attitude.attitude }) else {
      throw UndeclaredLabel("attitude", attitude.attitude.rawValue, attitudes.map(\.name.rawValue))
    }
    guard attitude.side == .neither || attitude.side == sides?.first || attitude.side == sides?.second else {
      throw UndeclaredLabel("side", attitude.side.rawValue, sides?.all.map(\.rawValue) ?? [])
    }
  }
}

/// A label that the codebook does not declare.
public struct UndeclaredLabel: Error, Equatable, CustomStringConvertible {
  /// What it is: a stance, a strain.
  public let kind: String
  /// The label that was given.
  public let label: String
  /// Those that may be.
  public let declared: [String]

  init(_ kind: String, _ label: String, _ declared: [String]) {
    self.kind = kind
    self.label = label
    self.declared = declared
  }

  public var description: String {
    "the stage gave the \(kind) “\(label)”, which the codebook does not declare; "
      + (declared.isEmpty ? "it has none" : "it has \(declared.joined(separator: ", "))")
  }
}
