public import Codebook
import Standoff

/// How many passages or quotations have which stance, attitude, side and strain.
public struct Tally: Sendable, Equatable {
  /// Places of the labels that every codebook has to do with; what a run counts by the million takes no dictionary.
  private enum Place: Int {
    case above, below, mixed, none, judged, unjudged, endorses, rejects, reports, withAttitude, sideAbove, sideBelow,
      sideNeither

    init?(_ stance: Stance) {
      switch stance {
      case .above: self = .above
      case .below: self = .below
      case .mixed: self = .mixed
      case .none: self = .none
      default: return nil
      }
    }

    init(_ attitude: AttitudeKind) {
      switch attitude {
      case .endorses: self = .endorses
      case .rejects: self = .rejects
      case .reports: self = .reports
      }
    }

    init?(_ side: Side) {
      switch side {
      case .above: self = .sideAbove
      case .below: self = .sideBelow
      case .neither: self = .sideNeither
      default: return nil
      }
    }
  }

  private var counts = SIMD16<Int32>()
  /// Stances of a codebook of one's own.
  private var others: [Stance: Int] = [:]
  /// Its sides.
  private var otherSides: [Side: Int] = [:]
  /// Of those judged with a stance that has strains, the ones with a strain.
  public private(set) var strains: [Strain: Int] = [:]

  public init() {}

  public mutating func add(_ judgment: Judgment?, _ attitude: Attitude?) {
    if let judgment {
      add(.judged)
      if let place = Place(judgment.stance) { add(place) } else { others[judgment.stance, default: 0] += 1 }
      if let strain = judgment.strain { strains[strain, default: 0] += 1 }
    } else {
      add(.unjudged)
    }
    if let attitude {
      add(.withAttitude)
      add(Place(attitude.attitude))
      if let place = Place(attitude.side) { add(place) } else { otherSides[attitude.side, default: 0] += 1 }
    }
  }

  public mutating func add(_ other: Tally) {
    counts &+= other.counts
    if !other.others.isEmpty { others.merge(other.others, uniquingKeysWith: +) }
    if !other.otherSides.isEmpty { otherSides.merge(other.otherSides, uniquingKeysWith: +) }
    if !other.strains.isEmpty { strains.merge(other.strains, uniquingKeysWith: +) }
  }

  private mutating func add(_ place: Place) { counts[place.rawValue] += 1 }
  private func count(_ place: Place) -> Int { Int(counts[place.rawValue]) }

  /// `none` is a judgment too.
  public var judged: Int { count(.judged) }
  /// Those that no stage has judged, which is something else than the stance `none`.
  public var unjudged: Int { count(.unjudged) }
  public var withAttitude: Int { count(.withAttitude) }
  /// Those that are on one of the two sides.
  public var sided: Int { count(.sideAbove) + count(.sideBelow) + otherSides.values.reduce(0, +) }
  /// The stances that occur.
  public var stances: Set<Stance> {
    let known: [Stance] = [.above, .below, .mixed, .none]
    return Set(known.filter { count($0) > 0 } + others.keys)
  }

  public func count(_ stance: Stance) -> Int { Place(stance).map(count) ?? others[stance] ?? 0 }
  public func count(_ side: Side) -> Int { Place(side).map(count) ?? otherSides[side] ?? 0 }
  public func count(_ attitude: AttitudeKind) -> Int { count(Place(attitude)) }
  public func count(_ strain: Strain) -> Int { strains[strain] ?? 0 }
}

/// What a share is of what.
public enum Proportion: Hashable, Sendable {
  /// Of the judged.
  case stance(Stance)
  /// On a side, of those that take one.
  case side(Side)
  /// Of those with an attitude.
  case attitude(AttitudeKind)
  /// Of those judged with the stance whose kind it is.
  case strain(Strain, of: Stance)
}

extension Tally {
  /// So many of so many.
  public func of(_ proportion: Proportion) -> (count: Int, n: Int) {
    switch proportion {
    case .stance(let stance): (count(stance), judged)
    case .side(let side): (count(side), sided)
    case .attitude(let attitude): (count(attitude), withAttitude)
    case .strain(let strain, let stance): (count(strain), count(stance))
    }
  }
}
