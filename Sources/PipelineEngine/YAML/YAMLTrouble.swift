import PluginAPI
import Yams

/// What the YAML parser stumbled over, as a sentence for whoever wrote the file.
struct YAMLTrouble {
  let error: ConfigError

  static let anchors = "anchors (&name) are not supported; write the value out where it is used"
  static let aliases = "aliases (*name) are not supported; write the value out"

  init(_ error: any Error, in masked: MaskedText, file: String) {
    let place: ConfigNode.Place
    let message: String
    switch error {
    case YamlError.scanner(let context, let problem, let mark, _),
      YamlError.parser(let context, let problem, let mark, _),
      YamlError.composer(let context, let problem, let mark, _):
      let lines = masked.lines
      if let anchor = Self.anchor(lines, near: mark.line) {
        (place, message) = (anchor.at(file), Self.anchors)
      } else if problem.contains("could not find expected ':'"), let key = context?.mark,
        lines.indices.contains(key.line - 1), !lines[key.line - 1].contains("${")
      {
        place = ConfigNode.Place(file: file, line: key.line, column: key.column)
        message = "a “- ” in front of this is missing, or a “:” behind its first word"
      } else {
        place = ConfigNode.Place(file: file, line: mark.line, column: mark.column)
        message = Self.sentence(problem, context, lines.indices.contains(mark.line - 1) ? lines[mark.line - 1] : "")
      }
    case YamlError.duplicatedKeysInMapping(let duplicates, let context):
      let key = duplicates.first.map(masked.original) ?? ""
      let mark = context.mark
      if let second = Self.second(duplicates.first ?? "", masked.lines, after: mark) {
        place = ConfigNode.Place(file: file, line: second, column: mark.column)
        message = "the key “\(key.shortened)” stands here a second time, after line \(mark.line); keep one of them"
      } else {
        place = ConfigNode.Place(file: file, line: mark.line, column: mark.column)
        message = "the key “\(key.shortened)” stands here twice; keep one of them"
      }
    case YamlError.reader(_, let offset, let value, _):
      place = Self.place(offset ?? 0, in: masked.text, file)
      let code = String(max(0, value), radix: 16, uppercase: true)
      message =
        "the character U+\(String(repeating: "0", count: max(0, 4 - code.count)))\(code) stands here, so this is no text; "
        + "take it out, or name the file that was meant"
    default:
      place = ConfigNode.Place(file: file, line: 1, column: 1)
      message = "this is no valid YAML: \(error)"
    }
    self.error = ConfigError(message, at: place)
  }

  private static func sentence(_ problem: String, _ context: YamlError.Context?, _ line: String) -> String {
    let indentation = line.prefix { $0 == " " || $0 == "\t" }
    if indentation.contains("\t") || problem.contains("tab character") {
      return "a tab stands in front of this line; YAML wants spaces, two for each step"
    }
    if line.unicodeScalars.contains("\u{FEFF}") {
      return "an invisible byte order mark stands in this line; write the line anew"
    }
    if problem.contains("another document") || problem.contains("<document start>") {
      return "a second document (---) starts here; a file has one, so put the second into a file of its own"
    }
    if problem.contains("undefined alias") { return aliases }
    if context?.text.contains("quoted scalar") == true {
      return "the quotation mark that opens in line \(context?.mark.line ?? 0) is not closed; close it"
    }
    if line.contains("${") {
      return "this is no valid YAML; between “{” and “}” or “[” and “]” write “${…}” in quotes"
    }
    switch problem {
    case let problem where problem.contains("mapping values are not allowed"):
      return "a “:” does not fit here; put a text that has “: ” in it in quotes, and mind the indentation"
    case let problem where problem.contains("cannot start any token"):
      return "a text cannot start with this character; put the text in quotes"
    case let problem where problem.contains("Maximum nesting level"):
      return "this is nested too deep; write it flatter"
    case let problem where problem.contains("expected ',' or"):
      return "a “,” or a closing bracket is missing here or above: \(problem)"
    case let problem where problem.contains("expected <block end>") || problem.contains("expected key"):
      return "this line is indented otherwise than those it belongs to: \(problem)"
    default: return "this is no valid YAML: \(problem); mind indentation, quotes and brackets here"
    }
  }

  /// The line below a mark on which the same key stands at the same indentation.
  private static func second(_ key: String, _ lines: [String], after mark: Mark) -> Int? {
    let indentation = String(repeating: " ", count: max(0, mark.column - 1))
    guard !key.isEmpty, mark.line < lines.count else { return nil }
    // A line that stands further left ends what the mark is in.
    let inside = lines[mark.line...].prefix { $0.allSatisfy(\.isWhitespace) || $0.hasPrefix(indentation) }
    return inside.firstIndex { $0.hasPrefix("\(indentation)\(key):") }.map { $0 + 1 }
  }

  private struct Position {
    let line: Int
    let column: Int
    func at(_ file: String) -> ConfigNode.Place { ConfigNode.Place(file: file, line: line, column: column) }
  }

  /// An anchor on this line or the one above it, outside quotes as far as one can see.
  private static func anchor(_ lines: [String], near number: Int) -> Position? {
    for line in [number, number - 1] where lines.indices.contains(line - 1) {
      var before: Character?
      for (column, character) in lines[line - 1].enumerated() {
        if character == "&", before.map({ ":-,[{?".contains($0) }) ?? true {
          return Position(line: line, column: column + 1)
        }
        if !character.isWhitespace { before = character }
      }
    }
    return nil
  }

  /// Where the byte stands.
  private static func place(_ offset: Int, in text: String, _ file: String) -> ConfigNode.Place {
    let before = text.utf8.prefix(offset)
    let line = before.count { $0 == 0x0A } + 1
    let start = before.lastIndex(of: 0x0A).map { text.utf8.index(after: $0) } ?? text.startIndex
    let column = text.unicodeScalars[start..<(text.utf8.index(text.startIndex, offsetBy: min(offset, text.utf8.count)))]
      .count
    return ConfigNode.Place(file: file, line: line, column: column + 1)
  }
}

extension String {
  /// A text that somebody wrote, short enough for a message.
  var shortened: String { count > 60 ? "\(prefix(60))…" : self }
}
