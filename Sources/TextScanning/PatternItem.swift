/// A part of a pattern as it is written: a word, a class or `_`; or a choice, of which `[c]` may be left out.
enum PatternItem {
  /// The hash of a word, the number of a class, or ``anyWord``.
  case symbol(UInt64)
  indirect case choice([[PatternItem]])

  static let anyWord: UInt64 = 1
  static let lastClass = symbol(ofClass: PatternTable.maximumClasses - 1)
  static func symbol(ofClass bit: Int) -> UInt64 { UInt64(bit) + 2 }

  /// The hashes of the words.
  static func words(in phrase: String) -> [UInt64] {
    let bytes = Array(phrase.utf8)
    return Array(Words(in: bytes, span: 0..<bytes.count).hashes)
  }

  static func parse(_ phrase: String, classes: [String: [[PatternItem]]]) throws(PhraseError) -> [PatternItem] {
    var parser = Parser(bytes: Array(phrase.utf8), phrase: phrase, classes: classes)
    let branches = try parser.branches(closing: nil)
    return branches.count == 1 ? branches[0] : [.choice(branches)]
  }

  /// The same, from the last word to the first.
  static func reversed(_ items: [PatternItem]) -> [PatternItem] {
    items.reversed().map { item in
      guard case .choice(let branches) = item else { return item }
      return .choice(branches.map(reversed))
    }
  }

  private struct Parser {
    let bytes: [UInt8]
    let phrase: String
    let classes: [String: [[PatternItem]]]
    var position = 0

    init(bytes: [UInt8], phrase: String, classes: [String: [[PatternItem]]]) {
      self.bytes = bytes
      self.phrase = phrase
      self.classes = classes
    }

    /// Reads up to the closing bracket.
    mutating func branches(closing: UInt8?) throws(PhraseError) -> [[PatternItem]] {
      var branches: [[PatternItem]] = [[]]
      while position < bytes.count {
        let byte = bytes[position]
        switch byte {
        case closing:
          position += 1
          return branches
        case UInt8(ascii: "("):
          position += 1
          branches[branches.count - 1].append(.choice(try self.branches(closing: UInt8(ascii: ")"))))
        case UInt8(ascii: "["):
          position += 1
          let inner = try self.branches(closing: UInt8(ascii: "]"))
          branches[branches.count - 1].append(.choice(inner + [[]]))
        case UInt8(ascii: "|"):
          position += 1
          branches.append([])
        case UInt8(ascii: "_"):
          position += 1
          branches[branches.count - 1].append(.symbol(anyWord))
        default:
          addWords(to: &branches[branches.count - 1])
        }
      }
      if closing != nil { throw PhraseError.unclosed(phrase) }
      return branches
    }

    /// Reads plain words and class names up to the next sign.
    private mutating func addWords(to items: inout [PatternItem]) {
      let start = position
      repeat { position += 1 } while position < bytes.count && !Self.isSign(bytes[position])
      let words = Words(in: bytes, span: start..<position)
      for index in 0..<words.count {
        if words.shapes[index] == .upper,
          let branches = classes[String(decoding: bytes[words.span(index)], as: UTF8.self)]
        {
          items.append(.choice(branches))
        } else {
          items.append(.symbol(words.hashes[index]))
        }
      }
    }

    private static func isSign(_ byte: UInt8) -> Bool {
      switch byte {
      case UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "|"),
        UInt8(ascii: "_"):
        true
      default: false
      }
    }
  }
}
