public import Codebook
import Standoff

/// How far two runs over the same documents agree, and where they differ.
///
/// Neither run is gold. Passages and quotations are matched one-to-one by their source ranges; what only one run has is
/// counted apart, and agreement is that on what both have.
public struct RunAgreement: Sendable {
  /// An item to which the runs gave different labels.
  public struct Difference: Sendable, Equatable {
    /// `stance`, `kind`, `speaker` or `side`.
    public let label: String
    public let isPassage: Bool
    public let document: String
    public let source: Range<Int>
    public let one: String
    public let other: String
    public let words: String
  }

  /// What was compared.
  public struct Report: Sendable {
    public let one: String
    public let other: String
    public let documents: Int
    /// Documents that only one of the runs has.
    public let onlyOne: [String]
    public let onlyOther: [String]
    /// Passages and quotations that both runs have, and that one of them has.
    public let matched: Int
    public let onlyInOne: Int
    public let onlyInOther: Int
    public let method: Interval.Method
    public let bootstrap: Bootstrap
    /// Rows of the tables are the first run, columns the second.
    public let sections: [EvaluationReport.Section]
    public let differences: [Difference]
  }

  private let one: String
  private let other: String
  private let names: SpeakerNames
  private let codebook: Codebook
  private var sheet = CountSheet()
  private var differences: [Difference] = []
  private var waiting: [String: Coding] = [:]
  private var waitingOther: [String: Coding] = [:]
  private var (matched, onlyInOne, onlyInOther) = (0, 0, 0)

  /// - Parameters:
  ///   - one: the name of the first run.
  ///   - other: the name of the second run.
  ///   - aliases: lists of names of one speaker each.
  ///   - codebook: declares the labels of both runs.
  public init(_ one: String, _ other: String, aliases: [[String]] = [], codebook: Codebook = .twoSouls) {
    self.codebook = codebook
    self.one = one
    self.other = other
    names = SpeakerNames(aliases: aliases)
  }

  /// Takes a document of the first run, or of the second. The order does not matter; a document is compared and let go as
  /// soon as both runs have given it, and until then kept without its words.
  public mutating func add(_ coding: Coding, isFirst: Bool) {
    if isFirst {
      guard let second = waitingOther.removeValue(forKey: coding.document) else {
        waiting[coding.document] = coding.withoutWords
        return
      }
      compare(coding, second)
    } else {
      guard let first = waiting.removeValue(forKey: coding.document) else {
        waitingOther[coding.document] = coding.withoutWords
        return
      }
      compare(first, coding)
    }
  }

  public func report(_ bootstrap: Bootstrap = Bootstrap()) -> Report {
    let subjects = [
      ("stance.passages", "Stance of passages"), ("stance.quotations", "Stance of quotations"),
      ("side.passages", "Side of passages"), ("side.quotations", "Side of quotations"), ("kind", "Kind of quotation"),
      ("speaker", "Speaker"),
    ]
    let sections = subjects.compactMap { name, title -> FormulaSection? in
      let table = LabelTable(name, in: sheet, order: codebook.labelOrder)
      guard !table.rows.isEmpty else { return nil }
      var formulas = [
        Formula("\(name).agreement", "the same label") { totals in
          let matrix = totals.matrix(table)
          return .share(name == "speaker" ? matrix["named", "the same"] : matrix.agreed, of: matrix.n)
        }
      ]
      if name != "speaker" {
        formulas.append(
          Formula("\(name).kappa", "Cohen's kappa") { totals in
            let matrix = totals.matrix(table)
            return .score(matrix.kappa, n: matrix.n)
          })
      }
      return FormulaSection(title: title, formulas: formulas, table: table)
    }
    return Report(
      one: one, other: other, documents: sheet.documents.count, onlyOne: waiting.keys.sorted(),
      onlyOther: waitingOther.keys.sorted(), matched: matched, onlyInOne: onlyInOne, onlyInOther: onlyInOther,
      method: sheet.method, bootstrap: bootstrap, sections: sheet.figures(sections, bootstrap),
      differences: differences)
  }

  // MARK: One document

  private mutating func compare(_ first: Coding, _ second: Coding) {
    var items: [[Count]] = []
    for (path, isPassage) in [(\Coding.passages, true), (\Coding.quotations, false)] {
      let (ours, theirs) = (first[keyPath: path], second[keyPath: path])
      let pairs = SpanMatching.oneToOne(ours.map(\.source), theirs.map(\.source))
      matched += pairs.count
      onlyInOne += ours.count - pairs.count
      onlyInOther += theirs.count - pairs.count
      for pair in pairs {
        items.append(counts(ours[pair.gold], theirs[pair.found], isPassage: isPassage, first.document))
      }
    }
    sheet.addDocument(first.document, items.map { $0.map { Addition($0) } })
  }

  private mutating func counts(
    _ first: Coding.Item, _ second: Coding.Item, isPassage: Bool, _ document: String
  ) -> [Count] {
    let group = isPassage ? "passages" : "quotations"
    var counts: [Count] = []
    func compare(_ label: String, _ table: String, _ one: String?, _ other: String?) {
      guard one != nil || other != nil else { return }
      let (one, other) = (one ?? "-", other ?? "-")
      counts.append(.pair(table, gold: one, found: other))
      if one != other { note(label, one, other) }
    }
    func note(_ label: String, _ one: String, _ other: String) {
      differences.append(
        Difference(
          label: label, isPassage: isPassage, document: document, source: first.source, one: one, other: other,
          words: first.words.isEmpty ? second.words : first.words))
    }
    compare("kind", "kind", first.kind?.rawValue, second.kind?.rawValue)
    compare("stance", "stance.\(group)", first.stance?.rawValue, second.stance?.rawValue)
    compare("side", "side.\(group)", first.side(codebook)?.rawValue, second.side(codebook)?.rawValue)
    if let name = first.speaker, let otherName = second.speaker {
      let isSame = names.match(name, otherName)
      counts.append(.pair("speaker", gold: "named", found: isSame ? "the same" : "another"))
      if !isSame { note("speaker", name, otherName) }
    } else if first.speaker != nil || second.speaker != nil {
      counts.append(.pair("speaker", gold: "named", found: "by one run only"))
      note("speaker", first.speaker ?? "-", second.speaker ?? "-")
    }
    return counts
  }
}

extension Coding.Item {
  /// What stance and attitude come to, where both are there.
  public func side(_ codebook: Codebook) -> Side? {
    guard let stance, let attitude, codebook.sides != nil else { return nil }
    return codebook.side(stance, attitude)
  }
}

extension RunAgreement.Report {
  public func text(width: Int = .max) -> String {
    var text = "\(one) beside \(other): \(documents) \(documents == 1 ? "document" : "documents"), "
    text += "\(matched) passages and quotations in both, \(onlyInOne) in the first only, "
    text += "\(onlyInOther) in the second only\n"
    for (run, missing) in [(one, onlyOne), (other, onlyOther)] where !missing.isEmpty {
      text += "only in \(run): \(missing.joined(separator: ", "))\n"
    }
    for section in sections { text += "\n" + section.text(width: width, corner: "first \\ second") }
    return text
  }

  /// A row for each label on which the runs differ.
  public func csv() -> String {
    var csv = CSVWriter(header: ["label", "unit", "document", "start", "end", "first", "second", "words"])
    for difference in differences {
      csv.row([
        .text(difference.label), .text(difference.isPassage ? "passage" : "quotation"), .text(difference.document),
        .integer(difference.source.lowerBound), .integer(difference.source.upperBound), .text(difference.one),
        .text(difference.other), .text(difference.words),
      ])
    }
    return csv.text
  }
}
