/// Texts as numbered features with values, row by row: what a linear model learns from.
///
/// A feature's number is a slot of a table of two to the power of ``bits``; two features may share one.
public struct FeatureRows: Sendable {
  public let bits: Int
  private var starts: [Int] = [0]
  private var slots: [UInt32] = []
  private var values: [Double] = []

  public init(bits: Int) { self.bits = bits }

  public var count: Int { starts.count - 1 }

  /// Adds a row; values of the same slot are added up.
  public mutating func add(_ features: [(slot: UInt32, value: Double)]) {
    for feature in features.sorted(by: { $0.slot < $1.slot }) {
      if slots.count > starts[starts.count - 1], slots[slots.count - 1] == feature.slot {
        values[values.count - 1] += feature.value
      } else {
        slots.append(feature.slot)
        values.append(feature.value)
      }
    }
    starts.append(slots.count)
  }

  func forEach(in row: Int, _ body: (_ slot: UInt32, _ value: Double) -> Void) {
    for index in starts[row]..<starts[row + 1] { body(slots[index], values[index]) }
  }
}
