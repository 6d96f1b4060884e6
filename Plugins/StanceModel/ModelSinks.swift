import LinearModels

/// The features of a unit that a model has a weight for, by group, and how many of each group there were.
///
/// Most features have none. Those that have are asked again for what they say of the strain and of each word; so they are kept,
/// and the text is read once.
struct Findings: AttitudeSink {
  /// How many groups of features there are.
  static let groups = 10

  private var places: FeaturePlaces
  private(set) var lists = InlineArray<10, FindingList> { _ in FindingList() }

  init(_ places: FeaturePlaces) { self.places = places }

  mutating func removeAll() {
    for group in 0..<Self.groups { lists[group].removeAll() }
  }

  /// Forgets what was met, and looks from now on among other weights.
  mutating func start(_ places: FeaturePlaces) {
    self.places = places
    removeAll()
  }

  @inline(__always)
  mutating func add(_ group: Int, _ slot: UInt32, _ value: Float, words: Range<Int>, tone: Int) {
    let (place, isKnown) = places.find(slot)
    lists[group].add(Finding(place, words, value, tone: tone), isKnown: isKnown)
  }

  @inline(__always)
  mutating func takeClass(_ number: Int, isNegated: Bool, word: Int) {
    let place = places.place(ofClass: number, isNegated ? 1 : 0)
    lists[FeatureGroup.classes.rawValue].add(
      Finding(place, word..<word + 1, 1, tone: -1), isKnown: place != FeaturePlaces.unknown)
  }

  @inline(__always)
  mutating func takePair(_ one: Int, _ other: Int, isTurned: Bool, isNear: Bool, words: Range<Int>) {
    let place = places.place(ofPair: one, other, isTurned ? 1 : 0)
    lists[FeatureGroup.order.rawValue].add(
      Finding(place, words, 1, tone: -1), isMet: isNear, isKnown: isNear && place != FeaturePlaces.unknown)
  }
}

/// What a feature of each group counts in a text.
typealias Factors = SIMD16<Double>

// MARK: Stances

extension Findings {
  func factors(_ model: Model) -> Factors {
    var factors = Factors()
    for group in FeatureGroup.allCases {
      let scale = model.scales[group.rawValue]
      factors[group.rawValue] = group.isAveraged ? scale * FeatureGroup.share(of: lists[group.rawValue].met) : scale
    }
    return factors
  }

  /// What the features say for each label.
  func sums(_ model: Model, _ factors: Factors) -> [Double] {
    var sums = model.stance.table.biases
    model.weights.withUnsafeBufferPointer { weights in
      for block in 0..<model.blocks {
        var sum = SIMD4<Double>()
        for group in FeatureGroup.allCases {
          let total =
            group == .cues
            ? lists[group.rawValue].weighedSum(weights, model.blocks, block)
            : lists[group.rawValue].sum(weights, model.blocks, block)
          sum += total * model.labelScales[block] * factors[group.rawValue]
        }
        for label in 4 * block..<min(sums.count, 4 * block + 4) { sums[label] += sum[label % 4] }
      }
    }
    return sums
  }

  /// Adds what the features say for each strain.
  func addStrains(_ model: Model, _ factors: Factors, to sums: inout [Double]) {
    guard let table = model.strain?.table else { return }
    let blocks = model.strainBlocks
    model.strainWeights.withUnsafeBufferPointer { weights in
      model.strainPlaces.withUnsafeBufferPointer { places in
        model.hasStrain.withUnsafeBufferPointer { known in
          for group in 0..<FeatureGroup.allCases.count {
            lists[group].gather(where: { known[Int($0.place >> 6)] &>> UInt64($0.place & 63) & 1 != 0 }) { found in
              for block in 0..<blocks {
                var sum = SIMD4<Float>()
                for one in found {
                  sum += SIMD4<Float>(weights[Int(places[Int(one.place)]) &* blocks &+ block]) * one.value
                }
                for label in 4 * block..<min(table.labels, 4 * block + 4) {
                  sums[label] += Double(sum[label % 4]) * table.scales[label] * factors[group]
                }
              }
            }
          }
        }
      }
    }
  }

  /// Adds what every word of a range says for each label, word by word, each ``Model/blocks`` times four labels.
  ///
  /// - Parameter isWhole: whether the range is all that was judged, so that no word around it is of it.
  func add(
    _ model: Model, _ factors: Factors, of range: Range<Int>, isWhole: Bool, to shares: inout [SIMD4<Double>]
  ) {
    let blocks = model.blocks
    model.weights.withUnsafeBufferPointer { weights in
      shares.withUnsafeMutableBufferPointer { shares in
        for group in FeatureGroup.allCases where !isWhole || group != .context {
          for block in 0..<blocks {
            let scales = model.labelScales[block] * factors[group.rawValue]
            lists[group.rawValue].forEach { one in
              let words = one.words.clamped(to: range)
              let weight =
                SIMD4<Double>(weights[Int(one.place) &* blocks &+ block]) * scales
                * (Double(one.value) * Findings.part(of: one.count))
              for word in words { shares[(word &- range.lowerBound) &* blocks &+ block] += weight }
            }
          }
        }
      }
    }
  }

  /// One part of so many.
  @inline(__always)
  static func part(of count: UInt16) -> Double { count < 2 ? 1 : 1 / Double(count) }
}
