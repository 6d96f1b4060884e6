import Codebook
import Evaluation
import PipelineEngine
import PluginAPI
import Standoff

/// Labelled items out of a file of JSON lines: an item a line, or a document a line in the form of gold or of results.
struct TrainingFile {
  /// How many bytes around a passage or quotation of a document are taken as context.
  private static let around = 300
  private static let labels = ["stance", "attitude", "strain"]

  let path: String
  let codebook: Codebook

  private var name: String { path.split(separator: "/").last.map(String.init) ?? path }

  func items(_ bytes: [UInt8]) throws -> [TrainingItem] {
    var items: [TrainingItem] = []
    for (number, line) in bytes.split(separator: 0x0A, omittingEmptySubsequences: false).enumerated() {
      guard line.contains(where: { $0 > 0x20 }) else { continue }
      do {
        let json = try JSONValue(parsing: Array(line))
        items += json["document"] == nil ? [try item(json, line: number + 1)] : try document(Array(line))
      } catch let error as JSONError {
        throw trouble(number + 1, "\(error)")
      }
    }
    return items
  }

  private func item(_ json: JSONValue, line: Int) throws -> TrainingItem {
    guard let text = json["text"]?.string else { throw trouble(line, "an item needs “text”") }
    func word(_ key: String) -> String { json[key]?.string ?? "" }
    var labels: [String: String] = [:]
    for key in Self.labels where !word(key).isEmpty { labels[key] = word(key) }
    let id = word("id").isEmpty ? "\(name):\(line)" : word("id")
    let group = ["work", "pair", "group"].map(word).first { !$0.isEmpty } ?? id
    return TrainingItem(
      id: id, group: group, source: name, unit: word("unit").isEmpty ? "passage" : word("unit"), before: word("before"),
      text: text, after: word("after"), labels: labels)
  }

  private func document(_ line: [UInt8]) throws -> [TrainingItem] {
    guard
      case .documents(let documents) = try GoldFile(stances: codebook.stanceNames, places: .text).read(line, name: path)
    else { return [] }
    return documents.flatMap { document -> [TrainingItem] in
      guard let text = document.text else { return [] }
      return items(document.coding, text)
    }
  }

  /// What was coded of one text, as items of one group.
  func items(_ coded: Coding, _ text: Text) -> [TrainingItem] {
    coded.passages.map { item($0, "passage", text, coded.document) }
      + coded.quotations.map { item($0, "quotation", text, coded.document) }
  }

  private func item(_ coded: Coding.Item, _ unit: String, _ text: Text, _ document: String) -> TrainingItem {
    let span = coded.span ?? coded.source
    func border(_ byte: Int) -> Int {
      var byte = min(max(0, byte), text.count)
      while byte > 0, !text.isScalarBorder(byte) { byte -= 1 }
      return byte
    }
    let (start, end) = (border(span.lowerBound - Self.around), border(span.upperBound + Self.around))
    var labels = ["stance": (coded.stance ?? codebook.rest).rawValue]
    labels["attitude"] = coded.attitude?.rawValue
    labels["strain"] = coded.strain?.rawValue
    return TrainingItem(
      id: "\(document):\(span.lowerBound)", group: document, source: name, unit: unit,
      before: text[start..<span.lowerBound], text: text[span],
      after: unit == "passage" ? "" : text[span.upperBound..<max(end, span.upperBound)], labels: labels)
  }

  private func trouble(_ line: Int, _ message: String) -> ToolError {
    ToolError(.noInput, "\(path):\(line): \(message)")
  }
}
