/// So many of so many, and how far the share that it estimates can be from it.
public struct Share: Sendable, Equatable {
  public let count: Int
  public let n: Int
  /// Nothing where there is nothing to share.
  public let interval: Interval?

  /// Below so many items a share says little; renderings mark it.
  public static let fewItems = 10

  /// With Wilson's interval, which takes the n items for independent; those of one document are not quite, so it is
  /// rather too narrow than too wide.
  public init(_ count: Int, of n: Int) {
    self.init(count, of: n, interval: Interval.wilson(count, of: n))
  }

  public init(_ count: Int, of n: Int, interval: Interval?) {
    self.count = count
    self.n = n
    self.interval = interval
  }

  /// From 0 to 1; nothing without n.
  public var value: Double? { n > 0 ? Double(count) / Double(n) : nil }
  public var isFew: Bool { n < Self.fewItems }
}
