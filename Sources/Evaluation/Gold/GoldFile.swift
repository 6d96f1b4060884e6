public import Codebook
public import Standoff

/// A document as people coded it.
public struct GoldDocument: Sendable {
  public var coding: Coding
  /// The text that was coded; in the flat form, the one that a pipeline is to be run on. Nothing where the labels name
  /// their words, so that only results of the document say where these stand.
  public let text: Text?
  /// The file that the text was taken from, where the gold file says so.
  public let source: String?

  /// The labels of words whose places are not known yet.
  var words: WordsGold?

  init(coding: Coding, text: Text?, source: String?, words: WordsGold? = nil) {
    self.coding = coding
    self.text = text
    self.source = source
    self.words = words
  }

  /// The labels at their places in the file of a document, and the words that the document does not have.
  public func coding(in document: Document) -> (coding: Coding, missing: [String]) {
    words?.coding(in: document) ?? (coding, [])
  }

  /// Whether a result is of this document: by its id, or by its file's name without folder and extension.
  public func isDocument(_ id: String) -> Bool {
    id == coding.document || Self.stem(of: id) == Self.stem(of: coding.document)
  }

  private static func stem(of id: String) -> Substring {
    var name = id.split(separator: "/").last ?? Substring(id)
    if name.hasSuffix(".gz") { name = name.dropLast(3) }
    for ending in [".txt", ".xml", ".tei", ".md"] where name.hasSuffix(ending) { name = name.dropLast(ending.count) }
    return name
  }
}

/// Labels that people gave, out of a file.
///
/// Four forms are read: JSON lines in the flat form (`document`, `text`, `quotations`, `passages`), the same without the
/// text, where labels name their words (for TEI files and licensed texts), JSON lines in the form of `results.jsonl`, and
/// a table with corrections (see ``Corrections``). The three kinds of lines may be mixed.
public struct GoldFile: Sendable {
  public enum Content: Sendable {
    case documents([GoldDocument])
    case corrections(Corrections)
  }

  /// The stances of the codebook; another one in the file is an error.
  public var stances: Set<Stance>
  /// Which bytes the ranges of gold in the form of `results.jsonl` count: `text` where a pipeline is run on the gold's
  /// own text, `source` where results of the original files are scored.
  public var places: Coding.Places

  public init(stances: Set<Stance> = [.above, .below, .mixed, .none], places: Coding.Places = .source) {
    self.stances = stances
    self.places = places
  }

  /// - Parameters:
  ///   - bytes: those of the file, in any of its forms.
  ///   - name: the file's name, for errors.
  public func read(_ bytes: [UInt8], name: String) throws(GoldError) -> Content {
    let start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    let first = bytes.dropFirst(start).first { $0 > 0x20 }
    guard let first else { throw GoldError(file: name, line: 1, column: 1, "the file is empty") }
    if first == UInt8(ascii: "{") { return .documents(try documents(bytes, from: start, name)) }
    return .corrections(try Corrections(bytes, name: name, stances: stances))
  }

  private func documents(_ bytes: [UInt8], from start: Int, _ name: String) throws(GoldError) -> [GoldDocument] {
    var documents: [GoldDocument] = []
    var lines: [String: Int] = [:]
    var number = 0
    for line in bytes[start...].split(separator: 0x0A, omittingEmptySubsequences: false) {
      number += 1
      guard line.contains(where: { $0 > 0x20 }) else { continue }
      let document = try document(Array(line), number, name)
      if let earlier = lines.updateValue(number, forKey: document.coding.document) {
        throw GoldError(
          file: name, line: number, column: 1, "“\(document.coding.document)” stands in line \(earlier) already")
      }
      documents.append(document)
    }
    return documents
  }

  private func document(_ line: [UInt8], _ number: Int, _ name: String) throws(GoldError) -> GoldDocument {
    let json: JSONValue
    do {
      json = try JSONValue(parsing: line)
    } catch {
      let column = JSONPlaces(bytes: line).column(at: error.offset)
      throw GoldError(file: name, line: number, column: column, "no valid JSON here: expected \(error.expected)")
    }
    guard json["twosouls"] != nil else {
      return try FlatGold(file: name, line: number, bytes: line, stances: stances).document(json)
    }
    do {
      let reading = try Reading(Document(json: json))
      let coding = Coding(reading, places: places)
      try check(coding, line, json, number, name)
      return GoldDocument(coding: coding, text: reading.document.text, source: reading.document.origin.path)
    } catch let error as GoldError {
      throw error
    } catch {
      let column = JSONPlaces(bytes: line).column(of: [.key("layers")])
      throw GoldError(file: name, line: number, column: column, "\(error)")
    }
  }

  private func check(
    _ coding: Coding, _ line: [UInt8], _ json: JSONValue, _ number: Int, _ name: String
  ) throws(GoldError) {
    for (items, isPassage) in [(coding.passages, true), (coding.quotations, false)] {
      for item in items {
        guard let stance = item.stance, let problem = stances.problem(stance.rawValue, isPassage: isPassage) else {
          continue
        }
        let judgments = json["layers"]?["judgment"]?.array ?? []
        let index = judgments.firstIndex { $0["on"]?.string == item.id?.description } ?? 0
        let column = JSONPlaces(bytes: line).column(
          of: [.key("layers"), .key("judgment"), .index(index), .key("stance")])
        throw GoldError(file: name, line: number, column: column, problem)
      }
    }
  }
}
