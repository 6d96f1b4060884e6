import Codebook
import Foundation
import Standoff

/// A passage or quotation of a document with the labels that a reader gave it.
struct LabelledUnit {
  let id: AnnotationID
  let unit: String
  let stance: Stance
  let strain: String
}

/// A document of one work with the layers that its labels stand on.
struct LabelledDocument {
  let work: String
  let document: Document
  let units: [LabelledUnit]
}

/// Labelled texts of the folder that `TWOSOULS_DATA` names; none of it is part of the project.
enum LabelledData {
  static let folder = ProcessInfo.processInfo.environment["TWOSOULS_DATA"].map { URL(filePath: $0) }

  /// Items of `train/train.jsonl`: the labelled words with those before and after them.
  static func items() throws -> [LabelledDocument] {
    try lines("train/train.jsonl").map { line in
      let (before, text, after) = (line.text("before"), line.text("text"), line.text("after"))
      let isPassage = line.text("unit") == "passage"
      let whole = isPassage ? "\(before)\n\(text)\n\(after)" : before + text + after
      let start = before.utf8.count + (isPassage ? 1 : 0)
      let span = start..<start + text.utf8.count
      var (passages, quotations) = (Layer<Passage>(), Layer<Quotation>())
      if isPassage {
        passages.add(Passage(number: 1), at: span)
      } else {
        passages.add(Passage(number: 1), at: 0..<whole.utf8.count)
        quotations.add(Quotation(.speech, marks: "“”", rule: "gold"), at: span)
      }
      let unit = LabelledUnit(
        id: isPassage ? "p1" : "q1", unit: line.text("unit"), stance: Stance(rawValue: line.text("stance")),
        strain: line.text("strain"))
      return LabelledDocument(
        work: line.text("work"), document: try Document(whole).adding(passages, quotations), units: [unit])
    }
  }

  /// Passages of `original/passages.jsonl`: no weight was set on them, but some were read for missing constructions.
  static func originals() throws -> [LabelledDocument] {
    try lines("original/passages.jsonl").map { line in
      let document = Document(line.text("text"))
      var passages = Layer<Passage>()
      let id = passages.add(Passage(number: 1), at: document.text.all)
      let unit = LabelledUnit(
        id: id, unit: "passage", stance: Stance(rawValue: line.text("stance")), strain: line.text("strain"))
      return LabelledDocument(work: "original", document: try document.adding(passages), units: [unit])
    }
  }

  /// Excerpts of `gold/dev.jsonl`.
  static func excerpts() throws -> [LabelledDocument] {
    try lines("gold/dev.jsonl").map { line in
      let text = line.text("text")
      let offsets = Array(text.unicodeScalars.indices) + [text.unicodeScalars.endIndex]
      func span(_ value: JSONValue) -> Span {
        let bounds = ["start", "end"].map { offsets[value[$0]?.integer ?? 0].utf16Offset(in: text) }
        let index = bounds.map {
          text.utf8.distance(from: text.startIndex, to: String.Index(utf16Offset: $0, in: text))
        }
        return index[0]..<index[1]
      }
      var (passages, quotations, units) = (Layer<Passage>(), Layer<Quotation>(), [LabelledUnit]())
      func unit(_ value: JSONValue, _ unit: String, _ id: AnnotationID) -> LabelledUnit {
        LabelledUnit(id: id, unit: unit, stance: Stance(rawValue: value.text("stance")), strain: value.text("strain"))
      }
      for (number, value) in (line["passages"]?.array ?? []).enumerated() {
        units.append(unit(value, "passage", passages.add(Passage(number: number + 1), at: span(value))))
      }
      for value in line["quotations"]?.array ?? [] {
        let kind = Quotation.Kind(rawValue: value.text("kind")) ?? .speech
        let id = quotations.add(Quotation(kind, marks: value.text("marks"), rule: "gold"), at: span(value))
        units.append(unit(value, "quotation", id))
      }
      return LabelledDocument(
        work: line.text("document"), document: try Document(text).adding(passages, quotations), units: units)
    }
  }

  private static func lines(_ path: String) throws -> [JSONValue] {
    guard let folder else { return [] }
    let bytes = Array(try Data(contentsOf: folder.appending(path: path)))
    return try bytes.split(separator: UInt8(ascii: "\n")).map { try JSONValue(parsing: Array($0)) }
  }
}

extension JSONValue {
  fileprivate func text(_ key: String) -> String { self[key]?.string ?? "" }
}
