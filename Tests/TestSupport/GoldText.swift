public import Codebook
import Foundation
public import Standoff

/// Quotations with the speakers that people found, beside the text they found them in.
public struct GoldText {
  public struct Item {
    public let span: Span
    /// Nothing where the gold knows only speech.
    public let kind: Quotation.Kind?
    public let marks: String
    /// Nothing where the gold names none.
    public let speaker: String?
  }

  public let name: String
  public let document: Document
  public let quotations: [Item]

  public static let missing = "set TWOSOULS_DATA to the folder with the real texts to measure on them"

  /// The flat form: one document a line, offsets in scalars.
  public static func flat() throws -> [GoldText] {
    try lines(of: "gold/dev.jsonl").map { object in
      let text = object["text"] as? String ?? ""
      let offsets = ScalarBytes(text)
      let items = (object["quotations"] as? [[String: Any]] ?? []).map { item in
        Item(
          span: offsets[item["start"] as? Int ?? 0]..<offsets[item["end"] as? Int ?? 0],
          kind: (item["kind"] as? String).flatMap(Quotation.Kind.init(rawValue:)) ?? .term,
          marks: item["marks"] as? String ?? "", speaker: (item["speaker"] as? String).flatMap { $0 == "-" ? nil : $0 })
      }
      return GoldText(
        name: object["document"] as? String ?? "", document: try document(text), quotations: items)
    }
  }

  /// English novels, of which only speech was labelled.
  public static func novels() throws -> [GoldText] {
    try lines(of: "quotes/litbank-dev.jsonl.gz").map { object in
      let text = object["text"] as? String ?? ""
      let offsets = ScalarBytes(text)
      let items = (object["quotes"] as? [[String: Any]] ?? []).map { item in
        Item(
          span: offsets[item["inner_start"] as? Int ?? 0]..<offsets[item["inner_end"] as? Int ?? 0], kind: nil,
          marks: "double", speaker: item["speaker"] as? String)
      }
      return GoldText(name: object["doc"] as? String ?? "", document: try document(text), quotations: items)
    }
  }

  private static func lines(of file: String) throws -> [[String: Any]] {
    guard let url = Repository.data?.appending(path: file) else { return [] }
    var data = try Data(contentsOf: url)
    if url.pathExtension == "gz" {
      let gzip = Process()
      let pipe = Pipe()
      gzip.executableURL = URL(filePath: "/usr/bin/env")
      gzip.arguments = ["gzip", "-dc", url.path]
      gzip.standardOutput = pipe
      try gzip.run()
      data = pipe.fileHandleForReading.readDataToEndOfFile()
      gzip.waitUntilExit()
    }
    return try data.split(separator: 0x0A).compactMap {
      try JSONSerialization.jsonObject(with: Data($0)) as? [String: Any]
    }
  }

  /// The text with a block for each stretch between empty lines (or each line, where there are none); stretches
  /// with a margin are block quotations.
  private static func document(_ string: String) throws -> Document {
    let text = Text(string)
    let separator = string.contains("\n\n") ? "\n\n" : "\n"
    var blocks = Layer<Block>()
    var stated = Layer<StatedQuotation>()
    var position = 0
    for part in string.components(separatedBy: separator) {
      let whole = position..<position + part.utf8.count
      position = whole.upperBound + separator.utf8.count
      let span = text.trimmed(whole)
      guard !span.isEmpty else { continue }
      let kind = kind(of: part)
      blocks.add(Block(kind), at: span)
      if kind == .quotation { stated.add(StatedQuotation(element: "indented", isBlock: true), at: span) }
    }
    return try Document(string).adding(blocks, stated)
  }

  private static func kind(of part: String) -> Block.Kind {
    let lines = part.split(separator: "\n")
    let letters = part.filter(\.isLetter)
    if letters.isEmpty || (letters.count < 60 && letters.allSatisfy(\.isUppercase)) { return .heading }
    if part.drop(while: \.isWhitespace).hasPrefix("["), part.dropFirst(1).prefix(3).contains(where: \.isNumber) {
      return .note
    }
    return lines.allSatisfy { $0.hasPrefix("  ") } ? .quotation : .paragraph
  }
}

/// The byte at which each scalar of a string starts.
private struct ScalarBytes {
  private var starts: [Int] = [0]

  init(_ string: String) {
    var position = 0
    for scalar in string.unicodeScalars {
      position += UTF8.width(scalar)
      starts.append(position)
    }
  }

  subscript(_ scalar: Int) -> Int { starts[min(scalar, starts.count - 1)] }
}
