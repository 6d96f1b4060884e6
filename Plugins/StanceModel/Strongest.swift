extension Array {
  /// As many elements as are asked for, those that weigh most, in their order; of equals the first.
  func strongest(_ most: Int, by weight: (Element) -> Double) -> ArraySlice<Element> {
    guard count > most else { return self[...] }
    // The heaviest so far, the lightest of them last.
    var chosen: [Int] = []
    chosen.reserveCapacity(most + 1)
    for index in indices {
      let own = weight(self[index])
      if chosen.count == most, own <= weight(self[chosen[most - 1]]) { continue }
      var place = chosen.count
      while place > 0, weight(self[chosen[place - 1]]) < own { place -= 1 }
      chosen.insert(index, at: place)
      if chosen.count > most { chosen.removeLast() }
    }
    return chosen.sorted().map { self[$0] }[...]
  }
}
