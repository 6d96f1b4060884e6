/// Makes sums of weights probabilities that hold what they say: softmax of *temperature* × sum + an offset for each label.
///
/// Fitted to the sums of items that the model had not seen, by descent on their log likelihood (temperature scaling of Guo
/// et al. 2017, with offsets).
public struct Calibration: Sendable, Equatable {
  public var temperature: Double
  public var offsets: [Double]

  public init(temperature: Double = 1, offsets: [Double]) {
    self.temperature = temperature
    self.offsets = offsets
  }

  public init(sums: [[Double]], labels: [Int], count: Int) {
    self.init(offsets: Array(repeating: 0, count: count))
    guard !sums.isEmpty else { return }
    var rate = 0.5
    var last = loss(sums, labels)
    for _ in 0..<400 where rate > 1e-6 {
      let slope = slope(sums, labels)
      var next = self
      next.temperature = max(0.05, temperature - rate * slope.temperature)
      for label in offsets.indices { next.offsets[label] -= rate * slope.offsets[label] }
      let loss = next.loss(sums, labels)
      if loss < last {
        let gain = last - loss
        (self, last) = (next, loss)
        rate *= 1.2
        if gain < 1e-9 { break }
      } else {
        rate /= 2
      }
    }
  }

  public func probabilities(_ sums: [Double]) -> [Double] {
    softmax(zip(sums, offsets).map { temperature * $0 + $1 })
  }

  private func loss(_ sums: [[Double]], _ labels: [Int]) -> Double {
    var loss = 0.0
    for (sum, label) in zip(sums, labels) { loss -= logarithm(max(1e-12, probabilities(sum)[label])) }
    return loss / Double(sums.count)
  }

  private func slope(_ sums: [[Double]], _ labels: [Int]) -> (temperature: Double, offsets: [Double]) {
    var (temperature, offsets) = (0.0, [Double](repeating: 0, count: offsets.count))
    for (sum, label) in zip(sums, labels) {
      for (index, probability) in probabilities(sum).enumerated() {
        let error = probability - (index == label ? 1 : 0)
        temperature += error * sum[index]
        offsets[index] += error
      }
    }
    let n = Double(sums.count)
    return (temperature / n, offsets.map { $0 / n })
  }
}
