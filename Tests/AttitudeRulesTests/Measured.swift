import AttitudeRules
import Codebook
import Foundation
import PluginAPI
import Standoff
import Testing

/// How often the attitude is right where the stance is known, printed with counts. Every second work, by name, gave the
/// weights; the others check them.
@Suite(
  .enabled(
    if: ProcessInfo.processInfo.environment["TWOSOULS_DATA"] != nil,
    "set TWOSOULS_DATA to the folder of labelled texts to measure"))
struct Measured {
  /// A labelled passage or quotation whose stance is not `none`.
  struct Item {
    let work: String
    let isQuotation: Bool
    let text: String
    let stance: Stance
    let attitude: AttitudeKind
  }

  @Test func attitudes() throws {
    let items = try trainingItems()
    let works = Set(try lines("train/train.jsonl").map { $0.text("work") }).sorted()
    let develop = Set(works.enumerated().filter { $0.offset % 2 == 0 }.map(\.element))
    try report("develop works", items.filter { develop.contains($0.work) })
    let verified = try report("verify works", items.filter { !develop.contains($0.work) })
    try report("gold excerpts", try excerptItems())
    #expect(verified > 0.45)
  }

  /// Judges the items of each work as one document and prints accuracy beside that of the commonest attitude.
  @discardableResult
  private func report(_ name: String, _ items: [Item]) throws -> Double {
    let stage = try RuleAttitudes(.init(), .bare)
    var pairs: [(gold: AttitudeKind, said: AttitudeKind, group: String)] = []
    for items in Dictionary(grouping: items, by: \.work).values {
      let document = try Self.document(of: items)
      let attitudes = try document.adding(stage.annotate(document, Diagnostics()))[Attitude.self].byTarget
      let judgments = try document[Judgment.self]
      for (item, judgment) in zip(items, judgments) {
        guard let said = attitudes[judgment.target]?.label.attitude else { continue }
        pairs.append((item.attitude, said, item.isQuotation ? "quotations" : "passages"))
      }
    }
    for group in ["passages", "quotations"] {
      let part = pairs.filter { $0.group == group }
      let commonest = AttitudeKind.allCases.map { kind in part.count { $0.gold == kind } }.max() ?? 0
      let right = part.count { $0.gold == $0.said }
      print("\(name), \(group): \(right) of \(part.count) right; the commonest attitude: \(commonest)")
    }
    let f1 = AttitudeKind.allCases.map { kind in
      let right = Double(pairs.count { $0.gold == kind && $0.said == kind })
      return 2 * right / Double(max(1, pairs.count { $0.gold == kind } + pairs.count { $0.said == kind }))
    }
    let macro = f1.reduce(0, +) / 3
    let rounded = (f1 + [macro]).map { ($0 * 1000).rounded() / 1000 }
    print("\(name): macro-F1 \(rounded[3]) (endorses, rejects, reports: \(rounded.prefix(3)); n \(pairs.count))")
    return macro
  }

  private static func document(of items: [Item]) throws -> Document {
    var text = ""
    var (passages, quotations, judgments) = (Layer<Passage>(), Layer<Quotation>(), Layer<Judgment>())
    for item in items {
      let span = text.utf8.count..<text.utf8.count + item.text.utf8.count
      text += item.text + "\n\n"
      let id =
        item.isQuotation
        ? quotations.add(Quotation(.speech, marks: "“”", rule: "gold"), at: span)
        : passages.add(Passage(number: passages.count + 1), at: span)
      judgments.add(Judgment(item.stance, scores: [], by: "gold", evidence: []), on: id)
    }
    return try Document(text).adding(passages, quotations, judgments)
  }

  private func trainingItems() throws -> [Item] {
    try lines("train/train.jsonl").compactMap { line in
      Self.item(line, work: line.text("work"), text: line.text("text"), isQuotation: line.text("unit") == "quotation")
    }
  }

  private func excerptItems() throws -> [Item] {
    try lines("gold/dev.jsonl").flatMap { line in
      let scalars = Array(line.text("text").unicodeScalars)
      return ["passages", "quotations"].flatMap { group in
        (line[group]?.array ?? []).compactMap { value -> Item? in
          let span = (value["start"]?.integer ?? 0)..<(value["end"]?.integer ?? 0)
          var text = String.UnicodeScalarView()
          text.append(contentsOf: scalars[span])
          return Self.item(
            value, work: line.text("document"), text: String(text), isQuotation: group == "quotations")
        }
      }
    }
  }

  private static func item(_ value: JSONValue, work: String, text: String, isQuotation: Bool) -> Item? {
    let stance = Stance(rawValue: value.text("stance"))
    guard [.above, .below].contains(stance), let attitude = AttitudeKind(rawValue: value.text("attitude")) else {
      return nil
    }
    return Item(work: work, isQuotation: isQuotation, text: text, stance: stance, attitude: attitude)
  }

  private func lines(_ path: String) throws -> [JSONValue] {
    let folder = URL(filePath: ProcessInfo.processInfo.environment["TWOSOULS_DATA"] ?? "")
    let bytes = Array(try Data(contentsOf: folder.appending(path: path)))
    return try bytes.split(separator: UInt8(ascii: "\n")).map { try JSONValue(parsing: Array($0)) }
  }
}

extension JSONValue {
  fileprivate func text(_ key: String) -> String { self[key]?.string ?? "" }
}
