import Standoff

/// Labels that name their words instead of offsets: gold for texts that cannot stand beside it, such as TEI files.
struct WordsGold: Sendable {
  private struct Entry {
    var item: Coding.Item
    let occurrence: Int
    let isPassage: Bool
  }

  private let document: String
  private let hasAllQuotations: Bool
  private var entries: [Entry] = []

  var isEmpty: Bool { entries.isEmpty }

  init(document: String, hasAllQuotations: Bool) {
    self.document = document
    self.hasAllQuotations = hasAllQuotations
  }

  /// - Parameter occurrence: which one of the places with these words is meant, from 1.
  mutating func add(_ item: Coding.Item, occurrence: Int, isPassage: Bool) {
    entries.append(Entry(item: item, occurrence: occurrence, isPassage: isPassage))
  }

  /// How many labels have a stance.
  func stances(of unit: SampleDesign.Unit) -> Int {
    entries.count { $0.isPassage == (unit == .passage) && $0.item.stance != nil }
  }

  var hasStrains: Bool { entries.contains { $0.item.strain != nil } }

  /// Finds the words in the text of the document; a passage stands where its first words stand.
  func coding(in document: Document) -> (coding: Coding, missing: [String]) {
    var coding = Coding(document: self.document, hasAllQuotations: hasAllQuotations, text: document.text)
    var missing: [String] = []
    for entry in entries {
      guard let span = place(of: entry, in: document.text.utf8) else {
        missing.append(entry.item.words)
        continue
      }
      var item = entry.item
      item.source = document.map.file(span)
      item.span = span
      if entry.isPassage { coding.passages.append(item) } else { coding.quotations.append(item) }
    }
    return (coding, missing)
  }

  private func place(of entry: Entry, in text: [UInt8]) -> Span? {
    let words = Array(entry.item.words.utf8)
    var found = 0
    var start = 0
    while start < text.count {
      if let end = Self.end(of: words, in: text, at: start) {
        found += 1
        if found == entry.occurrence { return start..<end }
        start = end
      } else {
        start += 1
      }
    }
    return nil
  }

  /// Where the words end if they start here; a space stands for any white space, an empty line between paragraphs too.
  private static func end(of words: [UInt8], in text: [UInt8], at start: Int) -> Int? {
    var place = start
    for byte in words {
      guard place < text.count else { return nil }
      if byte == 0x20 {
        guard isWhite(text[place]) else { return nil }
        while place < text.count, isWhite(text[place]) { place += 1 }
      } else {
        guard text[place] == byte else { return nil }
        place += 1
      }
    }
    return place
  }

  private static func isWhite(_ byte: UInt8) -> Bool { byte == 0x20 || (byte >= 0x09 && byte <= 0x0D) }
}
