/// Why a file gave no document.
public enum TEIError: Error, Equatable, CustomStringConvertible {
  /// What libxml2 said; line and column count from 1.
  case malformed(path: String, line: Int, column: Int, message: String)
  case unknownEncoding(path: String, name: String)
  /// The text that entities expand to is out of proportion to the file.
  case tooMuchText(path: String, limit: Int)
  /// More elements inside each other than any text has.
  case tooDeep(path: String, depth: Int)
  case tooLarge(path: String)
  case noDocument(path: String, root: String)
  /// Every file that a corpus includes is missing or cannot be read.
  case nothingLeft(path: String, includes: Int)
  case parser(path: String)

  public var description: String {
    switch self {
    case .malformed(let path, let line, let column, let message):
      "\(path):\(line):\(column): this is not well-formed XML: \(message)"
    case .unknownEncoding(let path, let name):
      "\(path): the encoding “\(name)” is not known here; save the file as UTF-8"
    case .tooMuchText(let path, let limit):
      "\(path): its entities expand to more than \(limit) bytes, so it was not read to its end"
    case .tooDeep(let path, let depth):
      "\(path): more than \(depth) elements stand inside each other, so it was not read to its end"
    case .tooLarge(let path): "\(path): the file is larger than 2 GB; split it"
    case .noDocument(let path, let root):
      "\(path): there is no TEI element with a text in it; the file starts with “\(root)”"
    case .nothingLeft(let path, let includes):
      "\(path): none of the \(includes) files that it includes could be read, and it holds no text itself"
    case .parser(let path): "\(path): libxml2 could not make a parser"
    }
  }
}
