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
        + (side.map { side in
          [("sided  ", .right), (isNarrow ? side : "on \(side)'s side", .right), ("95 % interval", .right)]
        } ?? []))
    for profile in profiles {
      table.row(
        [profile.title.onOneLine] + (hasRuns ? [profile.run] : [])
          + (grouping == .document ? [] : ["\(profile.documents)"]) + [marked(profile.tally.judged)]
          + (hasUnjudged ? ["\(profile.tally.unjudged)"] : [])
          + stances.map { isNarrow ? "\(profile.share($0).count)" : profile.share($0).text }
          + (side == nil
            ? [] : [marked(profile.sided.n), profile.sided.text, profile.sided.interval?.percent ?? "–"]))
    }
    return table
  }

  /// The side whose share is told.
  var side: String? { codebook.sides?.second.rawValue }

  private func marked(_ n: Int) -> String { n < Share.fewItems ? "\(n) !" : "\(n)  " }
}

extension [ProfileTable] {
  /// All tables for a terminal, and how to read them.
  public func text(width: Int = .max) -> String {
    guard !isEmpty else { return "Nothing to compare.\n" }
    var text = map { $0.text(width: width) }.joined(separator: "\n")
    text += "\n"
    if let codebook = first?.codebook, let sides = codebook.sides {
      text += "Last share: of the sided, those on the side of \(sides.second)\(codebook.sidesInBrief).\n"
    }
    text +=
      "Intervals draw documents anew, parts of documents where there are fewer than five, else they are Wilson's.\n"
    if contains(where: { $0.profiles.contains { $0.sided.isFew || $0.tally.judged < Share.fewItems } }) {
      text += "! fewer than \(Share.fewItems) items: read with caution\n"
    }
    return text
  }

  /// A row for each group and run, all groupings in one table; shares from 0 to 1.
  public func csv() -> String {
    let codebook = first?.codebook
    let proportions =
      (first?.stances ?? []).map { (name: $0.rawValue, of: Proportion.stance($0)) }
      + (codebook?.attitudes ?? []).map { (name: $0.name.rawValue, of: Proportion.attitude($0.name)) }
      + (first?.strains ?? []).map { (name: $0.rawValue, of: codebook?.proportion($0) ?? .stance(.none)) }
    let sides = codebook?.sides
    let second = sides?.second.rawValue ?? ""
    var header = ["run", "by", "group", "of", "documents", "judged", "unjudged"]
    for (name, _) in proportions { header += [name, "\(name)_share", "\(name)_low", "\(name)_high"] }
    if let sides {
      header += sides.all.map { "side_\($0)" }
      header += [
        "sided", "\(second)_of_sided", "\(second)_of_sided_low", "\(second)_of_sided_high", "interval", "caution",
      ]
    }
    var csv = CSVWriter(header: header)
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
          } + (sides.map { self.cells(profile, $0) } ?? []))
    }
    return csv.text
  }

  private func cells(_ profile: Profile, _ sides: Codebook.Sides) -> [CSVWriter.Cell] {
    let share = profile.sided
    return sides.all.map { .integer(profile.tally.count($0)) } + [
      .integer(share.n), .number(share.value), .number(share.interval?.low), .number(share.interval?.high),
      share.interval.map { .text($0.method.rawValue) } ?? .empty,
      share.isFew ? .text("fewer than \(Share.fewItems) sided") : .empty,
    ]
  }
}

extension Codebook {
  /// Of two plain stances on either side: `, who endorse below or reject above`.
  var sidesInBrief: String {
    guard let sides else { return "" }
    func stances(on side: Side) -> [Stance] { plainStances.filter { definition(of: $0)?.side == side } }
    guard let own = stances(on: sides.second).first, let other = stances(on: sides.first).first else { return "" }
    return ", who endorse \(own) or reject \(other)"
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
