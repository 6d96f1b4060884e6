import Codebook
import Evaluation
import Standoff

extension Table {
  /// One row a document: what it is, and how its passages, notes and speech quotations are judged.
  static func documents(_ settings: TableReport.Settings, _ codebook: Codebook) -> Table {
    let groups = ["passages", "notes", "speech"]
    let columns =
      ["document", "title", "author", "date", "language"] + settings.metadata
      + ["metadata", "format", "encoding", "sha256", "source"]
      + groups.flatMap { group in ["\(group)_n"] + tallyColumns(codebook).map { "\(group)_\($0)" } }
      + ["terms", "titles", "diagnostic_notes", "diagnostic_warnings"]
    return Table(path: "documents.csv", columns: columns) { reading, tally, rows in
      let document = reading.document
      let metadata = document.metadata
      rows.add(document.id)
      for cell in [metadata.title, metadata.author, metadata.date, metadata.language] { rows.add(cell) }
      for field in settings.metadata { rows.add(metadata[field]) }
      rows.add(otherFields(metadata, except: settings.metadata))
      for cell in [document.origin.format, document.origin.encoding, document.origin.sha256, document.origin.path] {
        rows.add(cell)
      }
      for group in [tally.passages.total, tally.notes, tally.speech.total] {
        rows.add(group.judged + group.unjudged)
        addTally(group, codebook, to: &rows)
      }
      rows.add(tally.terms)
      rows.add(tally.titles)
      rows.add(document.diagnostics.count { $0.severity == .note })
      rows.add(document.diagnostics.count { $0.severity != .note })
      rows.endRow()
    }
  }

  /// One row for each speaker of a document, those with most quotations first; the speaker nobody named comes last.
  ///
  /// `below_share` is the share of quotations on the codebook's second side (below) among those that take a side, with its
  /// 95 % interval (see ``Evaluation/GroupTally``) and how that was made; `caution` says where it rests on few.
  static func speakers(_ settings: TableReport.Settings, _ codebook: Codebook) -> Table {
    let columns =
      ["document", "author", "date"] + settings.metadata + ["speaker", "quotations"] + tallyColumns(codebook)
      + (codebook.sides.map { sides in
        ["share", "low", "high", "n", "interval"].map { "\(sides.second)_\($0)" } + ["caution"]
      } ?? [])
    return Table(path: "speakers.csv", columns: columns) { reading, tally, rows in
      for (name, speaker) in tally.speakersByWeight {
        addDocument(reading.document, settings, to: &rows)
        rows.add(name)
        rows.add(speaker.counted)
        addTally(speaker.total, codebook, to: &rows)
        if let sides = codebook.sides {
          let share = speaker.share(of: sides.second)
          rows.add(share.value)
          rows.add(share.interval?.low)
          rows.add(share.interval?.high)
          rows.add(share.n)
          rows.add(share.interval?.method.rawValue)
          rows.add(share.isFew ? "fewer than \(Share.fewItems) sided" : nil)
        }
        rows.endRow()
      }
    }
  }

  /// The columns by which every table but the first says of which document it speaks.
  static func addDocument(_ document: Document, _ settings: TableReport.Settings, to rows: inout CSVRows) {
    rows.add(document.id)
    rows.add(document.metadata.author)
    rows.add(document.metadata.date)
    for field in settings.metadata { rows.add(document.metadata[field]) }
  }

  /// A column for each label of the codebook; stances it does not declare, from results of another run, are counted under
  /// `other`. Strains stand in one cell, as `elitism 3; plannism 1`.
  private static func tallyColumns(_ codebook: Codebook) -> [String] {
    codebook.stances.map(\.name.rawValue) + ["other", "unjudged"] + (codebook.sides?.all ?? []).map { "side_\($0)" }
      + codebook.attitudes.map(\.name.rawValue) + ["strains"]
  }

  private static func addTally(_ tally: Tally, _ codebook: Codebook, to rows: inout CSVRows) {
    for stance in codebook.stances { rows.add(tally.count(stance.name)) }
    rows.add(tally.judged - codebook.stances.reduce(0) { $0 + tally.count($1.name) })
    rows.add(tally.unjudged)
    for side in codebook.sides?.all ?? [] { rows.add(tally.count(side)) }
    for attitude in codebook.attitudes { rows.add(tally.count(attitude.name)) }
    let strains = tally.strains.sorted { ($1.value, $0.key.rawValue) < ($0.value, $1.key.rawValue) }
    rows.add(strains.isEmpty ? nil : strains.map { "\($0.key) \($0.value)" }.joined(separator: "; "))
  }

  /// What has no column of its own, as a JSON object.
  private static func otherFields(_ metadata: Metadata, except columns: [String]) -> String? {
    let fields = metadata.other.filter { !columns.contains($0.key) }.sorted { $0.key < $1.key }
    guard !fields.isEmpty else { return nil }
    var json = JSONWriter()
    json.value(.object(fields.map { JSONValue.Member(key: $0.key, value: .string($0.value)) }))
    return String(decoding: json.bytes, as: UTF8.self)
  }
}

extension DocumentTally {
  /// Speakers with most quotations first, then by name; the speaker nobody named comes last.
  fileprivate var speakersByWeight: [(name: String, tally: GroupTally)] {
    speakers.map { (name: $0.key, tally: $0.value) }.sorted { one, other in
      let (first, second) = (one.tally.counted, other.tally.counted)
      if one.name.isEmpty != other.name.isEmpty { return other.name.isEmpty }
      return first == second ? one.name < other.name : first > second
    }
  }
}
