extension ParsedName {
  /// Whether the two can be names of one person, and nothing in them says that they are two.
  func isSame(as other: ParsedName) -> Bool {
    if contradicts(other) { return false }
    if isNarrator || other.isNarrator { return isNarrator && other.isNarrator }
    if words == other.words { return true }
    if isRelation || other.isRelation { return false }
    switch (names.isEmpty, other.names.isEmpty) {
    case (false, false): return sharesName(with: other) || speaksFor(other) || other.speaksFor(self)
    case (true, true): return sharesOffice(with: other)
    case (true, false): return isOffice(of: other)
    case (false, true): return other.isOffice(of: self)
    }
  }

  private func contradicts(_ other: ParsedName) -> Bool {
    func differ<T: Equatable>(_ value: KeyPath<ParsedName, T?>) -> Bool {
      guard let one = self[keyPath: value], let two = other[keyPath: value] else { return false }
      return one != two
    }
    let (rank, otherRank) = (NameWords.crowned.intersection(titles), NameWords.crowned.intersection(other.titles))
    if !rank.isEmpty, !otherRank.isEmpty, rank.isDisjoint(with: otherRank) { return true }
    return differ(\.sex) || differ(\.isMarried) || differ(\.isElder) || differ(\.number)
  }

  /// The same surname, and given names that go together; or one is the given name of the other.
  private func sharesName(with other: ParsedName) -> Bool {
    guard let surname = names.last, let otherSurname = other.names.last else { return false }
    if surname == otherSurname {
      let places = place.isEmpty || other.place.isEmpty || !Set(place).isDisjoint(with: other.place)
      return places && Self.goTogether(names.dropLast(), other.names.dropLast())
    }
    return isGivenName(of: other) || other.isGivenName(of: self)
  }

  private func isGivenName(of other: ParsedName) -> Bool {
    guard names.count == 1, names[0].count > 1, let first = other.names.first, other.names.count > 1 else {
      return false
    }
    guard !titles.contains(where: NameWords.beforeSurname.contains) else { return false }
    return NameWords.given(names[0]) == NameWords.given(first)
  }

  /// Whether the fewer given names stand among the others in their order.
  private static func goTogether(_ one: ArraySlice<String>, _ other: ArraySlice<String>) -> Bool {
    let (few, many) = one.count <= other.count ? (one, other) : (other, one)
    var rest = many
    for name in few {
      guard let index = rest.firstIndex(where: { areCompatible($0, name) }) else { return false }
      rest = rest[(index + 1)...]
    }
    return true
  }

  /// Equal, forms of one name, or one the initial of the other.
  private static func areCompatible(_ one: String, _ other: String) -> Bool {
    NameWords.given(one) == NameWords.given(other) || (one.count == 1 && other.hasPrefix(one))
      || (other.count == 1 && one.hasPrefix(other))
  }

  // MARK: Offices

  /// “the Minister”, “the Prime Minister”.
  private func sharesOffice(with other: ParsedName) -> Bool {
    guard let office = titles.last, office == other.titles.last, !NameWords.honorifics.contains(office) else {
      return false
    }
    let places = place.isEmpty || other.place.isEmpty || !Set(place).isDisjoint(with: other.place)
    return places && (Set(titles).isSubset(of: other.titles) || Set(other.titles).isSubset(of: titles))
  }

  /// “the Bishop” of “Bishop Hugo”, “the Duke of Ely” of “Ely”, “Pope” of “Alexander Pope”.
  private func isOffice(of other: ParsedName) -> Bool {
    guard let office = titles.last else { return false }
    if NameWords.peerage.contains(office), let seat = place.last, seat == other.names.last { return true }
    if words.count == 1, titles.count == 1, place.isEmpty, words[0] == other.names.last { return true }
    if NameWords.organs.contains(office), !place.isEmpty, place == other.names { return true }
    guard !NameWords.honorifics.contains(office), other.titles.contains(office) else { return false }
    return place.isEmpty || other.place.isEmpty || !Set(place).isDisjoint(with: other.place)
  }

  /// “our friend of the Morning Lamp” for “the Morning Lamp”.
  private func speaksFor(_ other: ParsedName) -> Bool {
    guard let role = names.last, NameWords.organs.contains(role), !place.isEmpty else { return false }
    return place == other.names && other.titles.isEmpty
  }
}
