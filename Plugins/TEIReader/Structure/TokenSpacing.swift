/// The spaces between the words of a text that marks every word.
///
/// Three manners are known: `@join` on the words, `<c> </c>` between them, and white space as it stands, where line
/// ends before a closing mark are the printer's.
struct TokenSpacing {
  private var usesJoin = false
  private var usesCharacters = false
  private var end = -1
  private var joinsNext = false
  private var opensNext = false
  private var hasExplicitSpace = false

  /// White space between words means nothing where the file says the spaces itself.
  func swallows(_ bytes: UnsafeBufferPointer<UInt8>, in role: Role?) -> Bool {
    usesCharacters && role != .word && role != .mark && role != .character && end >= 0
      && bytes.allSatisfy { $0 <= 0x20 }
  }

  mutating func start(_ role: Role, join: String?, in stream: inout TextStream) {
    if join != nil { usesJoin = true }
    defer { (joinsNext, hasExplicitSpace) = (["right", "both"].contains(join), false) }
    guard end == stream.count, stream.segment != nil else { return }
    if joinsNext || join == "left" || join == "both" {
      stream.glue()
    } else if usesCharacters {
      stream.hasSpace = hasExplicitSpace
    } else if usesJoin {
      stream.addSpace()
    } else if stream.spaceHasLineEnd, stream.hasSpace, opensNext {
      stream.glue()
    } else if stream.spaceHasLineEnd, stream.hasSpace, role == .mark {
      stream.wantsNoSpaceBeforeMark = true
    }
  }

  mutating func end(_ role: Role, in stream: TextStream) {
    end = stream.count
    opensNext = role == .mark && stream.endsWithOpeningMark
  }

  mutating func space() {
    (usesCharacters, hasExplicitSpace) = (true, true)
  }
}
