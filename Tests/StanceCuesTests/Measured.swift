import Codebook
import PluginAPI
import Standoff
import Testing

@testable import StanceCues

/// Precision, recall and F1 of both judges on labelled texts, printed with their counts.
///
/// Weights and thresholds were set on the works of the `develop` half alone.
@Suite(.enabled(if: LabelledData.folder != nil, "set TWOSOULS_DATA to the folder of labelled texts to measure"))
struct Measured {
  @Test func stances() throws {
    let items = try LabelledData.items()
    let works = Set(items.map(\.work)).sorted()
    let develop = Set(works.enumerated().filter { $0.offset % 2 == 0 }.map(\.element))
    let sets = [
      ("develop works", items.filter { develop.contains($0.work) }),
      ("verify works", items.filter { !develop.contains($0.work) }),
      ("gold excerpts", try LabelledData.excerpts()),
      ("original passages", try LabelledData.originals()),
    ]
    let judges: [any Stage] = [try CueStances(.init(), .bare), try WordStances(.init(), .bare)]
    for (name, documents) in sets {
      for judge in judges {
        let tables = try confusion(judge, on: documents)
        for (unit, table) in tables.sorted(by: { $0.key < $1.key }) {
          print("\(name), \(unit)s, \(type(of: judge).name): \(table)")
        }
      }
    }
    let verified = try confusion(judges[0], on: sets[1].1)
    #expect(verified["passage", default: Confusion()].macroF1 > 0.5)
    #expect(verified["quotation", default: Confusion()].macroF1 > 0.5)
  }

  private func confusion(_ judge: any Stage, on documents: [LabelledDocument]) throws -> [String: Confusion] {
    var tables: [String: Confusion] = [:]
    for labelled in documents {
      let annotations: Annotations
      switch judge {
      case let judge as CueStances: annotations = try judge.annotate(labelled.document, Diagnostics())
      case let judge as WordStances: annotations = try judge.annotate(labelled.document, Diagnostics())
      default: continue
      }
      let judgments = try Document(labelled.document.text.description).adding(annotations)[Judgment.self].byTarget
      for unit in labelled.units {
        let judgment = judgments[unit.id]?.label
        tables[unit.unit, default: Confusion()].add(unit.stance, judgment?.stance ?? .none)
        if unit.stance == .above, judgment?.stance == .above, unit.strain != "-" {
          tables[unit.unit, default: Confusion()].add(strain: unit.strain, judgment?.strain?.rawValue ?? "-")
        }
      }
    }
    return tables
  }
}

/// How often which stance was judged where which one was right; `mixed` is left out.
struct Confusion: CustomStringConvertible {
  private static let stances: [Stance] = [.above, .below, .none]
  private var counts: [Stance: [Stance: Int]] = [:]

  mutating func add(_ gold: Stance, _ judged: Stance) {
    if gold != .mixed { counts[gold, default: [:]][judged, default: 0] += 1 }
  }

  private var strains = (right: 0, all: 0)

  /// Where both say `above` and a strain was given.
  mutating func add(strain gold: String, _ judged: String) {
    strains.all += 1
    if gold == judged { strains.right += 1 }
  }

  /// Of the items on a side for both, how many are on the same.
  private var sides: (right: Int, all: Int) {
    func count(_ gold: Stance, _ judged: Stance) -> Int { counts[gold]?[judged] ?? 0 }
    let right = count(.above, .above) + count(.below, .below)
    return (right, right + count(.above, .below) + count(.below, .above))
  }

  var macroF1: Double { Self.stances.map { figures($0).f1 }.reduce(0, +) / 3 }

  private func figures(_ stance: Stance) -> (precision: Double, recall: Double, f1: Double, n: Int) {
    let right = Double(counts[stance]?[stance] ?? 0)
    let judged = Double(counts.values.map { $0[stance] ?? 0 }.reduce(0, +))
    let n = counts[stance]?.values.reduce(0, +) ?? 0
    let (precision, recall) = (judged == 0 ? 0 : right / judged, n == 0 ? 0 : right / Double(n))
    return (precision, recall, right == 0 ? 0 : 2 * precision * recall / (precision + recall), n)
  }

  var description: String {
    func rounded(_ value: Double) -> String { "\((value * 1000).rounded() / 1000)" }
    let classes = Self.stances.map { stance in
      let (precision, recall, f1, n) = figures(stance)
      return "\(stance) P \(rounded(precision)) R \(rounded(recall)) F1 \(rounded(f1)) (n \(n))"
    }
    return "macro-F1 \(rounded(macroF1)); " + classes.joined(separator: "; ")
      + "; side \(sides.right) of \(sides.all); strain \(strains.right) of \(strains.all)"
  }
}
