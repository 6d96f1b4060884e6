import ArgumentParser
import Evaluation
import Glibc
import Standoff

/// Writes changes while they are found, and the summary behind them.
struct DiffPrinter {
  enum Format: String, ExpressibleByArgument, CaseIterable { case text, csv, json }

  private let format: Format
  private let listsChanges: Bool
  private let console: Console
  private var csv = CSVWriter(header: Change.csvHeader)
  private var isFirst = true
  private(set) var hasChanges = false

  init(_ format: Format, listsChanges: Bool, _ console: Console) {
    self.format = format
    self.listsChanges = listsChanges
    self.console = console
    guard listsChanges else { return }
    switch format {
    case .text: break
    case .csv: console.print(bytes: Array(csv.take().utf8))
    case .json: console.print(bytes: Array("{\"changes\":[".utf8))
    }
  }

  mutating func print(_ changes: [Change]) {
    guard listsChanges, !changes.isEmpty else { return }
    switch format {
    case .text: console.print(bytes: Array(changes.map { $0.text() }.joined().utf8))
    case .csv:
      for cells in changes.flatMap(\.csvRows) { csv.row(cells) }
      console.print(bytes: Array(csv.take().utf8))
    case .json:
      for change in changes {
        var json = JSONWriter()
        change.write(to: &json)
        console.print(bytes: Array((isFirst ? "\n" : ",\n").utf8) + json.bytes)
        isFirst = false
      }
    }
    isFirst = false
  }

  mutating func finish(_ summary: ChangeSummary) {
    hasChanges = summary.hasChanges
    switch format {
    case .text:
      let width = isatty(1) == 1 ? terminalWidth() : .max
      console.print(bytes: Array(((isFirst ? "" : "\n") + summary.text(width: width)).utf8))
    case .csv:
      if !listsChanges { console.print(bytes: Array(summary.csv().utf8)) }
    case .json:
      var json = JSONWriter()
      json.openObject()
      summary.writeMembers(to: &json)
      json.closeObject()
      let start = listsChanges ? "\n],\n\"summary\":" : "{\"summary\":"
      console.print(bytes: Array(start.utf8) + json.bytes + Array("}\n".utf8))
    }
  }
}
