extension PrevalenceVariable {
  /// A group of items, as the shares of one kind of labels need it.
  struct Group {
    /// How often each label was found.
    let counts: [Int]
    /// The coded items.
    let units: [CodedUnit]

    /// The share of each label found.
    var shares: [Double] {
      let n = Double(max(1, counts.reduce(0, +)))
      return counts.map { Double($0) / n }
    }
  }
}
