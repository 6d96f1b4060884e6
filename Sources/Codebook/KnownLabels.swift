public import Standoff

/// The labels that ship: what readers and stages of this package give.
public enum KnownLabels {
  /// Their types; the fields of what other programs answer with are checked by them.
  public static let all: [any Label.Type] = [
    Block.self, Division.self, Milestone.self, Turn.self, StatedQuotation.self, Person.self, Category.self,
    Passage.self,
    Sentence.self, Quotation.self, Speaker.self, StanceCue.self, Judgment.self, Attitude.self,
  ]

  /// The layers that hold them where a pipeline gives no other name.
  public static let layers = Set(all.map { $0.layer })
}

extension Document {
  /// The layers of the user's own: those of their stages, and those that a pipeline has named by `as`.
  public var ownLayers: [LayerName] { layers.map(\.name).filter { !KnownLabels.layers.contains($0) } }
}
