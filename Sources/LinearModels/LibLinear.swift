import CLibLinear
import Glibc

/// liblinear (Fan et al. 2008), opened when something is to be learned, so that a run does not need it.
///
/// The solver is the trust region Newton method for logistic regression with an L2 norm: it draws no random numbers, so
/// that the same rows give the same weights, bit for bit, on machines with the same libraries.
struct LibLinear {
  private typealias Train =
    @convention(c) (UnsafePointer<problem>, UnsafePointer<parameter>) -> UnsafeMutablePointer<model>?
  private typealias Release = @convention(c) (UnsafeMutablePointer<UnsafeMutablePointer<model>?>) -> Void
  private typealias Silence = @convention(c) (@convention(c) (UnsafePointer<CChar>?) -> Void) -> Void

  private let train: Train
  private let release: Release

  init() throws(LearningError) {
    guard let library = dlopen("liblinear.so.4", RTLD_NOW | RTLD_LOCAL),
      let train = dlsym(library, "train"), let release = dlsym(library, "free_and_destroy_model"),
      let silence = dlsym(library, "set_print_string_function")
    else { throw LearningError.noLibrary }
    self.train = unsafeBitCast(train, to: Train.self)
    self.release = unsafeBitCast(release, to: Release.self)
    unsafeBitCast(silence, to: Silence.self)({ _ in })
  }

  /// Weights that part rows that hold from rows that do not; the last is the bias.
  ///
  /// - Parameters:
  ///   - columns: how many features there are.
  ///   - row: the features of a row, by columns from 0.
  ///   - cost: how much an error counts against the size of the weights.
  func weights(
    columns: Int, rows: [[(column: Int, value: Double)]], holds: [Bool], cost: Double
  ) throws(LearningError) -> [Double] {
    guard holds.contains(true), holds.contains(false) else { return [Double](repeating: 0, count: columns + 1) }
    var nodes: [feature_node] = []
    var starts: [Int] = []
    for row in rows {
      starts.append(nodes.count)
      for feature in row { nodes.append(feature_node(index: Int32(feature.column + 1), value: feature.value)) }
      nodes.append(feature_node(index: Int32(columns + 1), value: 1))
      nodes.append(feature_node(index: -1, value: 0))
    }
    var targets = holds.map { $0 ? 1.0 : -1.0 }
    return nodes.withUnsafeMutableBufferPointer { nodes in
      var pointers = starts.map { start in nodes.baseAddress.map { $0 + start } }
      return pointers.withUnsafeMutableBufferPointer { pointers in
        targets.withUnsafeMutableBufferPointer { targets in
          solve(columns: columns, rows: pointers, targets: targets, cost: cost)
        }
      }
    }
  }

  private func solve(
    columns: Int, rows: UnsafeMutableBufferPointer<UnsafeMutablePointer<feature_node>?>,
    targets: UnsafeMutableBufferPointer<Double>, cost: Double
  ) -> [Double] {
    var task = problem()
    task.l = Int32(rows.count)
    task.n = Int32(columns + 1)
    task.y = targets.baseAddress
    task.x = rows.baseAddress
    task.bias = -1
    var manner = parameter()
    manner.solver_type = Int32(L2R_LR)
    manner.eps = 0.001
    manner.C = cost
    var learned = train(&task, &manner)
    defer { release(&learned) }
    guard let model = learned?.pointee, let weights = model.w, let labels = model.label else { return [] }
    let sign: Double = labels[0] == 1 ? 1 : -1
    return (0...columns).map { sign * weights[$0] }
  }
}

/// Why nothing could be learned.
public enum LearningError: Error, Equatable, CustomStringConvertible {
  case noLibrary
  case fewItems(String)
  case noFeatures(String, known: [String])

  public var description: String {
    switch self {
    case .noLibrary: "liblinear is missing, which training needs; install Debian's “liblinear4” or run “make install”"
    case .noFeatures(let name, let known):
      "there are no features “\(name)”; there are \(known.joined(separator: ", "))"
    case .fewItems(let reason): "the items cannot be learned from: \(reason)"
    }
  }
}
