/// Least squares over shares: numbers from 0 up that add up to 1.
enum Simplex {
  /// More labels than these are not solved for.
  static let most = 8

  /// The shares p for which `matrix` · p comes closest to `target`; nothing where different shares come equally close.
  ///
  /// Where the solution of the sum alone has a negative share, the best one lies on an edge. The least shares are taken out one by
  /// one; what comes of it is mostly the best (by the conditions of Karush, Kuhn and Tucker), else all edges are tried.
  static func leastSquares(_ matrix: [[Double]], _ target: [Double]) -> [Double]? {
    let count = matrix.first?.count ?? 0
    guard count > 0, count <= most, var some = solve(matrix, target, Array(0..<count)) else { return nil }
    var support = Array(0..<count)
    while let least = some.indices.min(by: { some[$0] < some[$1] }), some[least] < -1e-12 {
      support.remove(at: least)
      guard let fewer = solve(matrix, target, support) else { return onAnyEdge(matrix, target) }
      some = fewer
    }
    let shares = spread(some, support, count)
    return isBest(shares, support, matrix, target) ? shares : onAnyEdge(matrix, target)
  }

  /// The same, of all supports.
  static func onAnyEdge(_ matrix: [[Double]], _ target: [Double]) -> [Double]? {
    let count = matrix.first?.count ?? 0
    var best: (shares: [Double], distance: Double)?
    for mask in 1..<(1 << count) {
      let support = (0..<count).filter { mask >> $0 & 1 == 1 }
      guard let some = solve(matrix, target, support), some.allSatisfy({ $0 >= -1e-12 }) else { continue }
      let shares = spread(some, support, count)
      let distance = misses(shares, matrix, target).reduce(0) { $0 + $1 * $1 }
      if best.map({ distance < $0.distance }) ?? true { best = (shares, distance) }
    }
    return best?.shares
  }

  private static func spread(_ some: [Double], _ support: [Int], _ count: Int) -> [Double] {
    var shares = [Double](repeating: 0, count: count)
    for (place, share) in zip(support, some) { shares[place] = max(0, share) }
    return shares
  }

  private static func misses(_ shares: [Double], _ matrix: [[Double]], _ target: [Double]) -> [Double] {
    zip(matrix, target).map { row, wanted in zip(row, shares).reduce(-wanted) { $0 + $1.0 * $1.1 } }
  }

  /// Whether nothing would come closer that gives a share to a column outside the support.
  private static func isBest(_ shares: [Double], _ support: [Int], _ matrix: [[Double]], _ target: [Double]) -> Bool {
    let misses = misses(shares, matrix, target)
    let slopes = shares.indices.map { column in zip(matrix, misses).reduce(0) { $0 + $1.0[column] * $1.1 } }
    guard let level = support.first.map({ slopes[$0] }) else { return false }
    return slopes.allSatisfy { $0 >= level - 1e-9 }
  }

  /// The shares of the columns in the support that add up to 1, whatever their signs.
  private static func solve(_ matrix: [[Double]], _ target: [Double], _ support: [Int]) -> [Double]? {
    let size = support.count + 1
    var system = [[Double]](repeating: [Double](repeating: 0, count: size + 1), count: size)
    for (row, i) in support.enumerated() {
      for (column, j) in support.enumerated() { system[row][column] = matrix.reduce(0) { $0 + $1[i] * $1[j] } }
      system[row][size - 1] = 1
      system[size - 1][row] = 1
      system[row][size] = zip(matrix, target).reduce(0) { $0 + $1.0[i] * $1.1 }
    }
    system[size - 1][size] = 1
    return eliminated(&system).map { Array($0.dropLast()) }
  }

  /// The solution of a system whose last column is the right side (Gauss, with the largest pivot); nothing where it has none
  /// or many.
  private static func eliminated(_ system: inout [[Double]]) -> [Double]? {
    let size = system.count
    for column in 0..<size {
      let pivot = (column..<size).max { abs(system[$0][column]) < abs(system[$1][column]) } ?? column
      guard abs(system[pivot][column]) > 1e-9 else { return nil }
      system.swapAt(column, pivot)
      for row in 0..<size where row != column {
        let factor = system[row][column] / system[column][column]
        guard factor != 0 else { continue }
        for place in column...size { system[row][place] -= factor * system[column][place] }
      }
    }
    return system.indices.map { system[$0][size] / system[$0][$0] }
  }
}
