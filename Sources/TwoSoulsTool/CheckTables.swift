import PipelineEngine
import PluginAPI
import Standoff

/// What each component of a chain needs and gives, in columns.
struct ChainTable {
  let lines: [String]

  init(_ pipeline: Pipeline) {
    var stages = pipeline.stages.makeIterator()
    var reporters = pipeline.reporters.makeIterator()
    lines = columns(
      pipeline.resolved.map { component in
        switch component.kind {
        case "stage":
          guard let place = stages.next() else { return [component.name] }
          let name = component.asName.map { _ in " as \(Self.list(place.provides))" }
          let gives = "gives \(Self.list(name == nil ? place.provides : place.stage.provides))\(name ?? "")"
          return [component.name, "needs \(Self.list(place.stage.requires))", gives]
            + (place.condition.map { ["if \($0)"] } ?? [])
        case "reporter":
          let reporter = reporters.next()
          let files = reporter?.files ?? []
          return [
            component.name, "needs \(Self.list(reporter?.requires ?? []))",
            "writes \(files.isEmpty ? "files" : files.joined(separator: " "))",
          ]
        default:
          return [component.name, "reads files", "gives \(Self.list(Pipeline.readerLayers)), where the text has them"]
        }
      })
  }

  private static func list(_ layers: Set<LayerName>) -> String {
    layers.isEmpty ? "nothing" : layers.sorted().map(\.description).joined(separator: " ")
  }
}

/// Every setting in force, and where it was given.
struct ResolvedTable {
  let lines: [String]

  init(_ loaded: LoadedPipeline) {
    let file = loaded.file
    let isDefault = file.codebookPlace.line == 1 && file.codebookPlace.column == 1
    var rows = [["codebook: \(file.codebook)", isDefault ? "default" : "\(file.codebookPlace)"]]
    for component in loaded.pipeline.resolved {
      let name = component.asName.map { "\(component.name) as \($0)" } ?? component.name
      rows.append([name + (component.condition.map { ", if \($0)" } ?? "")])
      for setting in component.settings {
        let value = JSONValue(setting.value).text
        rows.append(["  \(setting.key): \(value)", component.origin(of: setting.key).map { "\($0)" } ?? "default"])
      }
    }
    lines = columns(rows)
  }
}

/// Rows with their cells below each other; the last cell of a row is as long as it is.
///
/// - Parameter first: the least width of the first column.
func columns(_ rows: [[String]], atLeast first: Int = 0) -> [String] {
  var widths = [first]
  for row in rows {
    for (index, cell) in row.dropLast().enumerated() {
      if index == widths.count { widths.append(0) }
      widths[index] = max(widths[index], cell.count)
    }
  }
  return rows.map { row in
    row.enumerated().map { index, cell in
      index == row.count - 1 ? cell : cell + String(repeating: " ", count: widths[index] - cell.count + 2)
    }.joined()
  }
}

extension Pipeline {
  /// The formats that the readers which ship make.
  private static let formats = ["read.tei": "tei", "read.text": "text"]

  /// Conditions that ask for a format which no reader of the chain makes; nothing where a reader is a program.
  var formatWarnings: [Warning] {
    let made = readers.map { Self.formats[type(of: $0).name] }
    guard !made.contains(nil) else { return [] }
    let formats = made.compactMap { $0 }
    return stages.flatMap { place in
      (place.condition?.formats ?? []).filter { !formats.contains($0.value) }.map { format in
        let hint =
          nearest(format.value, among: formats).map { "did you mean “\($0)”?" }
          ?? "there is \(formats.map { "“\($0)”" }.joined(separator: ", "))"
        return Warning(
          place: format.place,
          message: "no reader of this pipeline makes documents of the format “\(format.value)”; \(hint)")
      }
    }
  }
}
