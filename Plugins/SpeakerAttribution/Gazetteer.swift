import Standoff
import TextScanning

/// People whom a user lists, with all their names.
struct Gazetteer: Sendable {
  struct Person: Sendable, Equatable {
    var name: String
    var aliases: [String] = []
    var born: Int?
    var died: Int?
    var gender = NameBook.Gender.unknown
    /// An authority's record: `https://viaf.org/viaf/…`, `Q1234`.
    var reference: String?
  }

  private struct Entry {
    /// Behind the first.
    let words: ArraySlice<UInt64>
    let person: Int
  }

  let persons: [Person]
  /// The year of the document, when those who were not yet born are not meant.
  var year: Int?
  private var byFirstWord: [UInt64: [Entry]] = [:]
  private var bySurname: [UInt64: [Int]] = [:]

  init(_ persons: [Person]) {
    self.persons = persons
    for (index, person) in persons.enumerated() {
      for name in ([person.name] + person.aliases).map({ ListedName($0) }) {
        guard let first = name.words.first else { continue }
        byFirstWord[first, default: []].append(Entry(words: name.words.dropFirst(), person: index))
        let isKnown = bySurname[name.surname]?.contains(index) ?? false
        if !name.hasArticle, !isKnown { bySurname[name.surname, default: []].append(index) }
      }
    }
    for key in byFirstWord.keys { byFirstWord[key]?.sort { $0.words.count > $1.words.count } }
  }

  /// The longest of the names that starts with a word.
  func match(_ first: Word, _ bytes: UnsafeBufferPointer<UInt8>, end: Int) -> (span: Span, person: Int)? {
    guard let entries = byFirstWord[NamePart(first, nil, bytes).hash] else { return nil }
    for entry in entries where isMeant(entry.person) {
      if let behind = self.end(of: entry, from: first, bytes, end: end) {
        return (first.span.lowerBound..<behind, entry.person)
      }
    }
    return nil
  }

  /// The byte behind the words of an entry, without a possessive ending.
  private func end(of entry: Entry, from first: Word, _ bytes: UnsafeBufferPointer<UInt8>, end: Int) -> Int? {
    var last = NamePart(first, nil, bytes)
    for wanted in entry.words {
      guard !last.isPossessive else { return nil }
      var position = last.end
      while position < min(end, last.end + 3), !Word.canStart(bytes, at: position), bytes[position] < 0x80 {
        position += 1
      }
      guard let word = Word(in: bytes, at: position, end: end) else { return nil }
      last = NamePart(word, nil, bytes)
      guard last.hash == wanted else { return nil }
    }
    let isJoined = last.end + 1 < end && bytes[last.end] == UInt8(ascii: "-") && Word.canStart(bytes, at: last.end + 1)
    return isJoined ? nil : last.span.upperBound
  }

  /// The only person with a surname.
  func bearer(of surname: UInt64) -> Int? {
    guard let bearers = bySurname[surname]?.filter(isMeant), bearers.count == 1 else { return nil }
    return bearers[0]
  }

  /// Whose name or alias this is, in either order.
  func person(named name: String) -> Int? {
    let name = ListedName(name)
    guard let bearers = bySurname[name.surname] else { return nil }
    return bearers.first { index in
      let other = ListedName(persons[index].name)
      return other.surname == name.surname && other.given.map(\.hash) == name.given.map(\.hash)
    }
  }

  private func isMeant(_ person: Int) -> Bool {
    guard let year, let born = persons[person].born else { return true }
    return born <= year
  }
}
