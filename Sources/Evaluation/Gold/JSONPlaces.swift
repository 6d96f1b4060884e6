/// Finds where in a line of JSON a value starts, so that an error can point at it.
struct JSONPlaces {
  enum Step {
    case key(String)
    case index(Int)
  }

  /// A line that has been parsed without an error.
  let bytes: [UInt8]

  /// The column of the value that the steps lead to, or of the last one on the way that is there.
  func column(of steps: [Step]) -> Int {
    var start = skipWhite(0)
    for step in steps {
      guard let next = child(of: start, step) else { break }
      start = next
    }
    return column(at: start)
  }

  func column(at byte: Int) -> Int {
    1 + bytes.prefix(max(0, byte)).reduce(0) { $1 & 0xC0 == 0x80 ? $0 : $0 + 1 }
  }

  private func child(of start: Int, _ step: Step) -> Int? {
    guard start < bytes.count else { return nil }
    let isObject = bytes[start] == UInt8(ascii: "{")
    guard isObject || bytes[start] == UInt8(ascii: "[") else { return nil }
    var position = skipWhite(start + 1)
    var index = 0
    while position < bytes.count, bytes[position] != UInt8(ascii: "}"), bytes[position] != UInt8(ascii: "]") {
      var isWanted = false
      if isObject {
        let end = skipValue(position)
        if case .key(let key) = step { isWanted = Array(bytes[position..<end]) == Array("\"\(key)\"".utf8) }
        position = skipWhite(skipWhite(end) + 1)
      } else if case .index(index) = step {
        isWanted = true
      }
      if isWanted { return position }
      position = skipWhite(skipValue(position))
      if position < bytes.count, bytes[position] == UInt8(ascii: ",") { position = skipWhite(position + 1) }
      index += 1
    }
    return nil
  }

  private func skipWhite(_ start: Int) -> Int {
    var position = start
    while position < bytes.count, bytes[position] <= 0x20 { position += 1 }
    return position
  }

  /// The byte behind the value that starts here.
  private func skipValue(_ start: Int) -> Int {
    var position = start
    var depth = 0
    while position < bytes.count {
      switch bytes[position] {
      case UInt8(ascii: "\""):
        position += 1
        while position < bytes.count, bytes[position] != UInt8(ascii: "\"") {
          position += bytes[position] == UInt8(ascii: "\\") ? 2 : 1
        }
      case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        if depth == 0 { return position }
        depth -= 1
      case UInt8(ascii: ",") where depth == 0: return position
      case UInt8(ascii: ":") where depth == 0: return position
      default: break
      }
      position += 1
    }
    return bytes.count
  }
}
