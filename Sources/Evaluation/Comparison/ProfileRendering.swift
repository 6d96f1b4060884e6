import Codebook

extension ProfileTable {
  /// The table for a terminal. Every share stands beside the number it is a share of; where the terminal is narrow,
  /// stances keep their counts and lose their shares.
  ///
  /// - Parameter width: cells of the terminal.
  public func text(width: Int = .max) -> String {
    let full = textTable(isNarrow: false)
    return "\(title)\n\n" + (full.width <= width ? full : textTable(isNarrow: true)).text(width: width)
  }

  private func textTable(isNarrow: Bool) -> TextTable {
    let hasRuns = runs.count > 1
    let hasUnjudged = profiles.contains { $0.tally.unjudged > 0 }
    var table = TextTable(
      [("\(grouping)", .left)] + (hasRuns ? [("run", .left)] : []) + (grouping == .document ? [] : [("docs", .right)])
        + [("judged  ", .right)]
        + (hasUnjudged ? [("not judged", .right)] : []) + stances.map { ($0.rawValue, .right) }
        + [("sided  ", .right), (isNarrow ? "below" : "on below's side", .right), ("95 % interval", .right)])
    for profile in profiles {
      table.row(
        [profile.title.onOneLine] + (hasRuns ? [profile.run] : [])
          + (grouping == .document ? [] : ["\(profile.documents)"]) + [marked(profile.tally.judged)]
          + (hasUnjudged ? ["\(profile.tally.unjudged)"] : [])
          + stances.map { isNarrow ? "\(profile.share($0).count)" : profile.share($0).text } + [
            marked(profile.below.n), profile.below.text, profile.below.interval?.percent ?? "–",
          ])
    }
    return table
  }

  private func marked(_ n: Int) -> String { n < Share.fewItems ? "\(n) !" : "\(n)  " }
}

extension [ProfileTable] {
  /// All tables for a terminal, and how to read them.
  public func text(width: Int = .max) -> String {
    guard !isEmpty else { return "Nothing to compare.\n" }
    var text = map { $0.text(width: width) }.joined(separator: "\n")
    text += "\nLast share: of the sided, those on the side of below, who endorse below or reject above.\n"
    text +=
      "Intervals draw documents anew, parts of documents where there are fewer than five, else they are Wilson's.\n"
    if contains(where: { $0.profiles.contains { $0.below.isFew || $0.tally.judged < Share.fewItems } }) {
      text += "! fewer than \(Share.fewItems) items: read with caution\n"
    }
    return text
  }

  /// A row for each group and run, all groupings in one table; shares from 0 to 1.
  public func csv() -> String {
    let proportions =
      (first?.stances ?? []).map { (name: $0.rawValue, of: Proportion.stance($0)) }
      + AttitudeKind.allCases.map { (name: $0.rawValue, of: Proportion.attitude($0)) }
      + (first?.strains ?? []).map { (name: $0.rawValue, of: Proportion.strain($0)) }
    var csv = CSVWriter(
      header: ["run", "by", "group", "of", "documents", "judged", "unjudged"]
        + proportions.flatMap { name, _ in [name, "\(name)_share", "\(name)_low", "\(name)_high"] } + [
          "side_above", "side_below", "side_neither", "sided", "below_of_sided", "below_of_sided_low",
          "below_of_sided_high", "interval", "caution",
        ])
    for profile in flatMap(\.profiles) {
      csv.row(
        [
          .text(profile.run), .text("\(profile.grouping)"), .text(profile.name), .text(profile.unit.rawValue),
          .integer(profile.documents), .integer(profile.tally.judged), .integer(profile.tally.unjudged),
        ]
          + proportions.flatMap { _, proportion -> [CSVWriter.Cell] in
            let share = profile.share(proportion)
            return [
              .integer(share.count), .number(share.value), .number(share.interval?.low), .number(share.interval?.high),
            ]
          } + [
            .integer(profile.tally.count(Side.above)), .integer(profile.tally.count(Side.below)),
            .integer(profile.tally.count(Side.neither)), .integer(profile.below.n), .number(profile.below.value),
            .number(profile.below.interval?.low), .number(profile.below.interval?.high),
            profile.below.interval.map { .text($0.method.rawValue) } ?? .empty,
            profile.below.isFew ? .text("fewer than \(Share.fewItems) sided") : .empty,
          ])
    }
    return csv.text
  }
}

extension Share {
  /// `12 (40 %)`; the count alone where it is a share of nothing.
  var text: String { value.map { "\(count) (\(decimal(100 * $0, 0)) %)" } ?? "\(count)" }
  /// `12 (40 %, 25–56 %)`
  var textWithInterval: String {
    guard let value, let interval else { return "\(count)" }
    return "\(count) (\(decimal(100 * value, 0)) %, \(interval.percent))"
  }
}

extension Interval {
  /// `25–56 %`.
  var percent: String { "\(decimal(100 * low, 0))–\(decimal(100 * high, 0)) %" }
}
