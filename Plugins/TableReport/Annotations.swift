import Codebook
import Evaluation
import Standoff

extension Table {
  static let annotationsPath = "annotations.csv"

  /// One row an annotation of the user's own layers, layer by layer: what it says in a word, where it stands, and all its
  /// fields. What stands on another annotation stands where that one does; what is said of the whole document has no place.
  static func annotations(_ settings: TableReport.Settings) -> Table {
    let columns =
      ["document", "author", "date"] + settings.metadata + ["layer", "id", "on", "label", "score", "start", "end"]
      + placeColumns + ["words", "fields"]
    return Table(path: annotationsPath, columns: columns) { reading, _, rows in
      let document = reading.document
      let names = document.ownLayers
      let annotations = try document.annotations(of: names)
      let offsets = TextOffsets(document.text)
      for name in names {
        for annotation in annotations[name] ?? [] {
          addDocument(document, settings, to: &rows)
          rows.add(name.description)
          rows.add(annotation.id.description)
          rows.add(annotation.target?.description)
          rows.add(annotation.label)
          rows.add(annotation.score)
          if let span = annotation.span {
            rows.add(offsets.offset(at: span.lowerBound))
            rows.add(offsets.offset(at: span.upperBound))
            addPlace(of: annotation.id, at: span, reading.block(at: span.lowerBound), reading, to: &rows)
            rows.add(reading.words(at: span, limit: settings.maximumLength))
          } else {
            for _ in 0..<placeColumns.count + 3 { rows.add(nil as String?) }
          }
          rows.add(annotation.fields.isEmpty ? nil : annotation.json)
          rows.endRow()
        }
      }
    }
  }
}
