import Testing
import TextScanning

@Suite struct Scanning {
  @Test(arguments: [
    "the workers’ own", "Société d'Économie", "ſo it is", "1848 and after", "O'Connell", "a", "𝔗𝔥𝔢 end",
  ])
  func aWordReadAloneIsTheWordOfItsColumns(_ text: String) {
    let bytes = Array(text.utf8)
    let words = Words(in: bytes, span: 0..<bytes.count)
    bytes.withUnsafeBufferPointer { buffer in
      for index in 0..<words.count {
        let span = words.span(index)
        let forward = Word(in: buffer, at: span.lowerBound, end: buffer.count)
        let backward = Word(in: buffer, before: span.upperBound, from: 0)
        #expect(forward?.span == span && forward?.hash == words.hashes[index])
        #expect(forward?.shape == words.shapes[index])
        #expect(backward == forward)
      }
    }
  }

  @Test func aWordHashesTheSameWhereverItStands() {
    let letters = Array("ThemselvesAndTheirOwnEmancipationByTheirOwnEfforts".utf8)
    let rest = Array(" and what follows after it".utf8)
    for length in 1...letters.count {
      let word = Array(letters[..<length])
      for other in [word, Array("É".utf8) + word, word + Array("’s".utf8), word + Array("9".utf8), word + word] {
        let text = String(decoding: other, as: UTF8.self)
        let words = Words(in: other + rest, span: 0..<other.count + rest.count)
        #expect(words.hashes[0] == Words.hash(of: text) && words.span(0) == 0..<other.count)
        #expect(words.hashes[0] == Words.hash(of: text.uppercased()))
      }
    }
  }

  @Test func aWordIsCutWhereTheSpanEnds() {
    let letters = Array("ThemselvesAndTheirOwnEmancipation’s end, and what follows after it".utf8)
    for length in 1...33 {
      let words = Words(in: letters, span: 0..<length)
      #expect(words.count == 1 && words.span(0) == 0..<length)
      #expect(words.hashes[0] == Words.hash(of: String(decoding: letters[..<length], as: UTF8.self)))
    }
  }

  @Test func columnsThatAreReadAnewHoldOnlyTheNewWords() {
    let bytes = Array("one two three".utf8)
    var words = Words(in: bytes, span: 0..<bytes.count)
    words.read(bytes, 4..<7)
    #expect(words.count == 1 && words.span(0) == 4..<7 && words.hashes[0] == Words.hash(of: "two"))
  }

  @Test func noWordStartsAtAMark() {
    let bytes = Array("“a” .".utf8)
    bytes.withUnsafeBufferPointer { buffer in
      #expect(Word(in: buffer, at: 0, end: buffer.count) == nil)
      #expect(Word(in: buffer, before: buffer.count, from: 0) == nil)
      #expect(Word(in: buffer, at: buffer.count, end: buffer.count) == nil)
    }
  }

  @Test func aSetKnowsItsWordsAndNoOthers() {
    let set = WordSet(["said", "Wrote", "don't", "self-made"])
    #expect(["said", "SAID", "wrote", "don’t"].allSatisfy { set.contains(Words.hash(of: $0)) })
    #expect(["say", "self", ""].allSatisfy { !set.contains(Words.hash(of: $0)) })
  }

  @Test(arguments: [0, 1, 15, 16, 17, 31, 64])
  func rareBytesAreFoundInOrderWhateverTheLength(_ length: Int) {
    let bytes = (0..<length).map { $0 % 5 == 0 ? UInt8(ascii: "\"") : $0 % 7 == 0 ? 0xE2 : UInt8(ascii: "x") }
    var found: [Int] = []
    bytes.withUnsafeBufferPointer { buffer in
      RareBytes([0x22, 0xE2]).forEach(in: buffer, 0..<length) { found.append($0) }
    }
    #expect(found == (0..<length).filter { bytes[$0] != UInt8(ascii: "x") })
  }
}

@Suite struct Elided {
  @Test(arguments: [
    ("l’auteur", ["l", "auteur"]), ("dell'anno", ["dell", "anno"]), ("D’Orde", ["D", "Orde"]),
    ("aujourd’hui", ["aujourd’hui"]), ("rock'n'roll", ["rock'n'roll"]), ("auteur", ["auteur"]),
  ])
  func wordsAreCutAtAnApostrophe(_ text: String, _ parts: [String]) {
    let utf8 = Array(text.utf8)
    let words = Words(
      in: utf8, span: 0..<utf8.count, cutting: Elisions(["l", "d", "dell", "aujourd"], keeping: ["aujourd'hui"]))
    #expect((0..<words.count).map { String(decoding: utf8[words.span($0)], as: UTF8.self) } == parts)
  }
}

@Suite struct Phrases {
  @Test func aTableHoldsMoreThanOnePhrase() throws {
    let table = try PatternTable(phrases: [
      ("according to", 1), ("in (his|her) [own] words", 2), ("as _ said", 3),
    ])
    let text = Array("According\nto Carr, as he said in his own words".utf8)
    let matches = table.matches(in: Words(in: text, span: 0..<text.count))
      .sorted { $0.words.lowerBound < $1.words.lowerBound }
    #expect(matches.map(\.pattern) == [1, 3, 2])
    #expect(matches.map(\.words) == [0..<2, 3..<6, 6..<10])
  }
}
