import Codebook
import Standoff
import TextScanning

/// Who is called by name in quoted words.
extension Attribution {
  /// Those whom quoted words call by name, set off by commas or stops: `Come, Carr, and look.`
  mutating func addressed(in span: Span) -> [Int] {
    var addressed: [Int] = []
    for mention in book.mentions(in: span).prefix(40) where isAddress(mention.span, in: span) {
      addressed.append(cast.named(mention.entity))
    }
    return addressed
  }

  private func isAddress(_ name: Span, in span: Span) -> Bool {
    var before = name.lowerBound - 1
    while before >= span.lowerBound, ByteClass.isWhite(text.utf8[before]) { before -= 1 }
    var behind = name.upperBound
    while behind < span.upperBound, ByteClass.isWhite(text.utf8[behind]) { behind += 1 }
    let next = behind < span.upperBound ? text.utf8[behind] : UInt8(ascii: ".")
    guard ",.!?;:".utf8.contains(next) || next == UInt8(ascii: "-") else { return false }
    guard before >= span.lowerBound else { return next != UInt8(ascii: ".") }
    if text.utf8[before] == UInt8(ascii: ",") { return true }
    if "!?.".utf8.contains(text.utf8[before]) { return next == UInt8(ascii: ",") || next == UInt8(ascii: "!") }
    let word = text.utf8.withUnsafeBufferPointer { Word(in: $0, before: before + 1, from: span.lowerBound) }
    return word.map { words.traits(of: $0.hash).contains(.attribute) } ?? false
  }

  /// The one who says `I` is called by the name that he gives, or with which those who talk with him address him.
  mutating func nameNarrator(_ turn: Turn, _ speaker: Int?, among speakers: Set<Int>) {
    if speaker == cast.narrator, narratorNames.isEmpty, let given = givenName(turn) { narratorNames.append(given) }
    guard !rules.without.contains(.vocative), speaker != cast.narrator, turn.anchor != .beat,
      speakers.contains(cast.narrator)
    else { return }
    for figure in turn.addressed where figure != speaker && !speakers.contains(figure) {
      guard case .name(let entity) = cast[figure].kind, !cast.isNarrated(figure),
        let offset = turn.quotations.first.map({ quotations[$0].span.lowerBound })
      else { continue }
      if narratorNames.isEmpty { narratorNames.append((offset, entity)) }
    }
  }

  /// The name that a turn gives and nothing else: `“Anna Pell, sir.”`, to one word only where a name was asked for.
  private func givenName(_ turn: Turn) -> (offset: Int, entity: Int)? {
    for index in turn.quotations {
      let span = text.trimmed(quotations[index].span)
      guard let mention = book.mentions(in: span).first, mention.span.lowerBound == span.lowerBound,
        mention.span.upperBound == span.upperBound || span.upperBound - mention.span.upperBound < 8
      else { continue }
      let behind = mention.span.upperBound
      let isAlone = behind == span.upperBound || ",.".utf8.contains(text.utf8[behind])
      let isFull = text.utf8[mention.span].contains { ByteClass.isWhite($0) }
      if isAlone, isFull || isNameAsked(before: index) { return (span.lowerBound, mention.entity) }
    }
    return nil
  }

  private func isNameAsked(before index: Int) -> Bool {
    guard index > 0 else { return false }
    let near = max(0, index - 2)..<index
    return near.contains { previous in
      Words(in: text.utf8, span: quotations[previous].span).hashes.suffix(40).contains {
        words.traits(of: $0).contains(.naming)
      }
    }
  }
}
