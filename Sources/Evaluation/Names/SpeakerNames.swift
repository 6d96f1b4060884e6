/// Tells whether two names mean the same speaker.
///
/// Case, accents, articles, titles and punctuation do not count. It is enough that the names share the surname, that one
/// is the given name with which the other starts, or that one is the office of the other (“the Bishop”, “Bishop Hugo”).
/// What contradicts is two people: given names (“Karl” and “Wilhelm Liebknecht”, though “K. Liebknecht” may be the first),
/// sexes (“Mr.” and “Mrs. Hart”), “Miss” and “Mrs.”, “elder” and “younger”, numbers (“Henry II”, “Henry VIII”), places
/// (“the King of Spain”, “the King of France”). Somebody's wife is not that somebody, and two people are not one of them.
public struct SpeakerNames: Sendable {
  /// The groups of each name that has aliases; two people may share a name.
  private var groups: [[String]: Set<Int>] = [:]
  private var members: [(name: ParsedName, group: Int)] = []

  /// - Parameter aliases: lists of names of one speaker each.
  public init(aliases: [[String]] = []) {
    for (group, names) in aliases.enumerated() {
      for name in names {
        let parsed = ParsedName(name)
        guard !parsed.words.isEmpty else { continue }
        groups[parsed.words, default: []].insert(group)
        members.append((parsed, group))
      }
    }
  }

  public func match(_ one: String, _ other: String) -> Bool {
    let (first, second) = (ParsedName(one), ParsedName(other))
    guard !first.words.isEmpty, !second.words.isEmpty else { return one == other }
    if !group(of: first).isDisjoint(with: group(of: second)) { return true }
    let (some, others) = (ParsedName.persons(one), ParsedName.persons(other))
    guard some.count > 1 || others.count > 1 else { return first.isSame(as: second) }
    if first.words == second.words { return true }
    guard some.count == others.count else { return false }
    return some.allSatisfy { person in others.contains { person.isSame(as: $0) } }
      && others.allSatisfy { person in some.contains { person.isSame(as: $0) } }
  }

  /// Gives every name the number of its speaker, counted from 0.
  ///
  /// The longest names come first. A shorter one joins the speaker whose names it matches, where that is one and no more:
  /// “Hart” is nobody of two Harts, and a speaker of its own.
  public func speakers(of names: [String]) -> [String: Int] {
    var speakers: [String: Int] = [:]
    var known: [[String]] = []
    let byLength = Set(names).sorted { (-ParsedName($0).words.count, $0) < (-ParsedName($1).words.count, $1) }
    for name in byLength {
      let matches = known.indices.filter { index in known[index].contains { match($0, name) } }
      if matches.count == 1 {
        known[matches[0]].append(name)
        speakers[name] = matches[0]
      } else {
        speakers[name] = known.count
        known.append([name])
      }
    }
    return speakers
  }

  /// The group that lists the name, else the only one that has a name for the same person.
  private func group(of name: ParsedName) -> Set<Int> {
    if let listed = groups[name.words] { return listed }
    let near = Set(members.lazy.filter { $0.name.isSame(as: name) }.map(\.group))
    return near.count == 1 ? near : []
  }
}
