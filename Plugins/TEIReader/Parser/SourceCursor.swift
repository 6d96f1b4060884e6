import Glibc

/// Walks over the bytes of a file in step with the parser's events, so that every character has its place.
///
/// libxml2 says what the text is; its offsets are those of nodes at best, and wrong for text with entities, CR LF or
/// other letters than ASCII. So the cursor compares what the parser delivers with the bytes it stands on, which are
/// the same nearly always, and knows the few ways in which they differ. An entity of the internal subset is a second
/// stretch of bytes that is walked through in the same manner; its text comes from the reference as a whole.
struct SourceCursor {
  /// Text as the parser delivered it and where it stands in the file; `isVerbatim` where the bytes are the same.
  typealias Piece = (bytes: UnsafeBufferPointer<UInt8>, source: Range<Int>, isVerbatim: Bool)

  /// What an entity stands for, as the parser knows it.
  typealias EntityContent = (UnsafePointer<UInt8>) -> UnsafeBufferPointer<UInt8>?

  private struct Stretch {
    var base: UnsafePointer<UInt8>
    var position: Int
    var end: Int
  }

  private var current: Stretch
  private var outer: [Stretch] = []
  /// The reference in the file that the entities being walked through come from.
  private var reference = 0..<0
  private var isInCDATA = false
  private var closedItself = false
  private let hasReturns: Bool

  init(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) {
    // An empty buffer has no address; a cursor over nothing never reads.
    let base = bytes.baseAddress ?? UnsafePointer(bitPattern: 1).unsafelyUnwrapped
    current = Stretch(base: base, position: start, end: bytes.count)
    hasReturns = bytes.count > start && memchr(base + start, 0x0D, bytes.count - start) != nil
  }

  /// Where the cursor stands in the file.
  private var place: Int { outer.isEmpty ? current.position : reference.upperBound }

  // MARK: Tags

  /// Steps over a start tag and answers with its place.
  mutating func startTag(_ content: EntityContent) -> Range<Int> {
    toTag(content)
    let start = current.position
    var at = start + 1
    while at < current.end {
      let byte = current.base[at]
      if byte == 0x3E { break }
      if byte == 0x22 || byte == 0x27 {
        at = find(byte, from: at + 1)
      }
      at += 1
    }
    closedItself = at > start && at < current.end && current.base[at - 1] == 0x2F
    current.position = min(at + 1, current.end)
    return outer.isEmpty ? start..<current.position : reference
  }

  mutating func endTag(_ content: EntityContent) {
    if closedItself {
      closedItself = false
      return
    }
    toTag(content)
    current.position = min(find(0x3E, from: current.position) + 1, current.end)
  }

  /// Goes to the next tag, over comments, processing instructions, the document type and empty entities.
  private mutating func toTag(_ content: EntityContent) {
    while true {
      guard current.position < current.end else {
        guard leaveEntity() else { return }
        continue
      }
      switch current.base[current.position] {
      case 0x3C where !skipAside(): return
      case 0x3C: continue
      case 0x26: _ = enterReference(content)
      default: current.position += 1
      }
    }
  }

  // MARK: Text

  /// Steps over text that the parser delivers, and hands on its pieces in order.
  mutating func text(_ bytes: UnsafeBufferPointer<UInt8>, _ content: EntityContent, _ take: (Piece) -> Void) {
    guard let delivered = bytes.baseAddress else { return }
    closedItself = false
    var done = 0
    while done < bytes.count {
      guard current.position < current.end else {
        if leaveEntity() { continue }
        break
      }
      if !isInCDATA {
        switch current.base[current.position] {
        case 0x26:
          if let range = enterReference(content) {
            let count = min(range.expansion, bytes.count - done)
            take((UnsafeBufferPointer(start: delivered + done, count: count), range.source, false))
            done += count
          }
          continue
        case 0x3C where skipAside(): continue
        case 0x3C:
          // Not in step any more: the text is kept, without a place.
          take((UnsafeBufferPointer(start: delivered + done, count: bytes.count - done), place..<place, false))
          return
        default: break
        }
      }
      let step = matching(delivered + done, atMost: bytes.count - done)
      if step > 0 {
        let here = current.base + current.position
        let source = outer.isEmpty ? current.position..<current.position + step : reference
        take((UnsafeBufferPointer(start: here, count: step), source, outer.isEmpty))
        current.position += step
        done += step
      } else if current.base[current.position] == 0x0D, delivered[done] == 0x0A {
        let length = current.position + 1 < current.end && current.base[current.position + 1] == 0x0A ? 2 : 1
        let source = outer.isEmpty ? current.position..<current.position + length : reference
        take((UnsafeBufferPointer(start: delivered + done, count: 1), source, false))
        current.position += length
        done += 1
      } else {
        take((UnsafeBufferPointer(start: delivered + done, count: bytes.count - done), place..<place, false))
        return
      }
    }
  }

  /// Steps over text of a CDATA section, which the parser may deliver in parts.
  mutating func cdata(_ bytes: UnsafeBufferPointer<UInt8>, _ content: EntityContent, _ take: (Piece) -> Void) {
    if !isInCDATA {
      while !at("<![CDATA[") || at("<![CDATA[]]>") {
        guard current.position < current.end else {
          if leaveEntity() { continue }
          break
        }
        if current.base[current.position] == 0x26 {
          _ = enterReference(content)
        } else if !skipAside() {
          current.position += 1
        }
      }
      current.position = min(current.position + 9, current.end)
      isInCDATA = true
    }
    text(bytes, content, take)
    if at("]]>") {
      current.position += 3
      isInCDATA = false
    }
  }

  /// Steps over a reference to an entity that nobody knows and answers with its place.
  mutating func unknownReference(_ content: EntityContent) -> Piece? {
    while current.position < current.end, current.base[current.position] == 0x3C, skipAside() {}
    guard current.position < current.end, current.base[current.position] == 0x26, outer.isEmpty else { return nil }
    let start = current.position
    current.position = min(find(0x3B, from: start) + 1, current.end)
    let count = current.position - start
    return (UnsafeBufferPointer(start: current.base + start, count: count), start..<current.position, true)
  }

  /// How many bytes here are the delivered ones, up to a reference or a carriage return.
  private func matching(_ delivered: UnsafePointer<UInt8>, atMost count: Int) -> Int {
    let here = current.base + current.position
    var limit = min(count, current.end - current.position)
    if !isInCDATA { limit = find(0x26, from: current.position, before: current.position + limit) - current.position }
    if hasReturns { limit = find(0x0D, from: current.position, before: current.position + limit) - current.position }
    if memcmp(here, delivered, limit) == 0 { return limit }
    var same = 0
    while same < limit, here[same] == delivered[same] { same += 1 }
    return same
  }

  // MARK: References

  /// Steps over a reference to a character, or into an entity. The answer is nothing where an entity was entered or
  /// stands for nothing, else the bytes of UTF-8 that the character takes.
  private mutating func enterReference(_ content: EntityContent) -> (expansion: Int, source: Range<Int>)? {
    let start = current.position
    let end = find(0x3B, from: start)
    let source = outer.isEmpty ? start..<min(end + 1, current.end) : reference
    current.position = min(end + 1, current.end)
    guard start + 1 < end else { return nil }
    if current.base[start + 1] == 0x23 {
      return (Self.characterLength(current.base, start + 2..<end), source)
    }
    let name = UnsafeBufferPointer(start: current.base + start + 1, count: end - start - 1)
    if ["amp", "lt", "gt", "quot", "apos"].contains(where: { $0.utf8.elementsEqual(name) }) { return (1, source) }
    guard let text = (Array(name) + [0]).withUnsafeBufferPointer({ $0.baseAddress.flatMap(content) }),
      let base = text.baseAddress, text.count > 0, outer.count < 64
    else { return nil }
    reference = source
    outer.append(current)
    current = Stretch(base: base, position: 0, end: text.count)
    return nil
  }

  private mutating func leaveEntity() -> Bool {
    guard let last = outer.popLast() else { return false }
    current = last
    return true
  }

  /// How long the character of a reference (`8212`, `x2014`) is in UTF-8.
  private static func characterLength(_ base: UnsafePointer<UInt8>, _ digits: Range<Int>) -> Int {
    var scalar = 0
    let isHex = !digits.isEmpty && base[digits.lowerBound] == 0x78
    for at in isHex ? digits.dropFirst() : digits[...] {
      let byte = base[at]
      let digit = byte < 0x3A ? Int(byte) - 0x30 : Int(byte | 0x20) - 0x57
      scalar = min(scalar * (isHex ? 16 : 10) + digit, 0x110000)
    }
    return scalar < 0x80 ? 1 : scalar < 0x800 ? 2 : scalar < 0x10000 ? 3 : 4
  }

  // MARK: Asides

  /// Steps over a comment, a processing instruction, an empty CDATA section or the document type, if one is here.
  private mutating func skipAside() -> Bool {
    if at("<!--") {
      skip(past: "-->", from: 4)
    } else if at("<?") {
      skip(past: "?>", from: 2)
    } else if at("<![CDATA[]]>") {
      current.position += 12
    } else if at("<!DOCTYPE") {
      skipDocumentType()
    } else {
      return false
    }
    return true
  }

  private mutating func skipDocumentType() {
    var depth = 0
    current.position += 9
    while current.position < current.end {
      switch current.base[current.position] {
      case 0x22: current.position = find(0x22, from: current.position + 1)
      case 0x27: current.position = find(0x27, from: current.position + 1)
      case 0x3C where at("<!--"):
        skip(past: "-->", from: 4)
        continue
      case 0x3C where at("<?"):
        skip(past: "?>", from: 2)
        continue
      case 0x3C, 0x5B: depth += 1
      case 0x5D: depth -= 1
      case 0x3E where depth == 0:
        current.position += 1
        return
      case 0x3E: depth -= 1
      default: break
      }
      current.position += 1
    }
    current.position = min(current.position, current.end)
  }

  private mutating func skip(past mark: StaticString, from: Int) {
    current.position = min(current.position + from, current.end)
    while current.position < current.end, !at(mark) {
      current.position = max(find(mark.utf8Start[0], from: current.position + 1), current.position + 1)
    }
    current.position = min(current.position + mark.utf8CodeUnitCount, current.end)
  }

  private func at(_ mark: StaticString) -> Bool {
    let count = mark.utf8CodeUnitCount
    return current.end - current.position >= count
      && memcmp(current.base + current.position, mark.utf8Start, count) == 0
  }

  /// The next such byte, or the end.
  private func find(_ byte: UInt8, from start: Int, before end: Int? = nil) -> Int {
    let end = end ?? current.end
    guard start < end, let hit = memchr(current.base + start, Int32(byte), end - start) else { return end }
    return UnsafeRawPointer(hit) - UnsafeRawPointer(current.base)
  }
}
