import Glibc

/// Percentiles of the distributions that intervals are made of.
enum Quantile {
  /// The 97.5th percentile of the standard normal distribution.
  static let normal = 1.959963984540054
  /// What lies outside a 95 % interval on each side.
  static let tail = 0.025

  /// The 97.5th percentile of Student's t, by its expansion around the normal one (Abramowitz and Stegun 1964, 26.7.5),
  /// which is off by less than 1 % from three degrees of freedom on.
  static func student(_ degrees: Int) -> Double {
    switch degrees {
    case ..<1: return .infinity
    case 1: return 12.7062047364
    case 2: return 4.3026527297
    default:
      let (z, v) = (normal, Double(degrees))
      let (z2, z3) = (z * z, z * z * z)
      let first = z3 + z
      let second = z3 * (5 * z2 + 16) + 3 * z
      let third = z3 * (3 * z2 * z2 + 19 * z2 + 17) - 15 * z
      let fourth = z3 * (z2 * (79 * z2 * z2 + 776 * z2 + 1482) - 1920) - 945 * z
      return z + first / (4 * v) + second / (96 * v * v) + third / (384 * v * v * v)
        + fourth / (92160 * v * v * v * v)
    }
  }

  /// What a percentile bootstrap of so many units leaves outside on each side.
  ///
  /// Less than 2.5 %, since the spread of a resample is too small by √((k - 1) / k) and few units need Student's t: the
  /// expanded percentile interval (Hesterberg 2015, section 5.3).
  static func bootstrapTail(units: Int) -> Double {
    guard units > 1 else { return tail }
    let k = Double(units)
    return 0.5 * erfc((k / (k - 1)).squareRoot() * student(units - 1) / 2.0.squareRoot())
  }
}

extension [Double] {
  /// The last of the so many that come first in an order.
  ///
  /// An interval wants some dozens of a thousand values, so only these are kept in order, and most values are looked at once.
  func least(_ count: Int, by precedes: (Double, Double) -> Bool) -> Double {
    var first: [Double] = []
    first.reserveCapacity(count + 1)
    for value in self {
      if first.count == count, let last = first.last, !precedes(value, last) { continue }
      var place = first.count
      while place > 0, precedes(value, first[place - 1]) { place -= 1 }
      first.insert(value, at: place)
      if first.count > count { first.removeLast() }
    }
    return first.last ?? .nan
  }
}
