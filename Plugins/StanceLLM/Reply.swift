import Glibc
import Standoff

/// What a model said, taken out of the envelope of a chat completion.
struct Reply: Sendable, Equatable {
  var content: String
  /// The model as the server names it, on one line.
  var model = ""
  /// How many tokens question and answer had, as the server counts.
  var tokens: Int?
  /// Why it stopped: `stop`, `length` …
  var finish = ""
  /// The probability that the model gave to the label it wrote, where the server tells.
  var probability: Double?

  init(_ content: String) { self.content = content }

  /// - Throws: what is wrong with the envelope.
  init(envelope bytes: [UInt8]) throws(EndpointTrouble.Kind) {
    guard let text = String(validating: bytes, as: UTF8.self) else { throw .noJSON("it is no UTF-8") }
    if Self.isPage(text) { throw .page }
    let json: JSONValue
    do {
      json = try JSONValue(parsing: bytes)
    } catch {
      throw .noJSON(error.description)
    }
    guard json.members != nil else { throw .noCompletion("expected an object") }
    if let twice = json.firstDoubledKey { throw .noCompletion("“\(twice)” stands there twice") }
    guard let choices = json["choices"]?.array else { throw .noCompletion("there is no list “choices”") }
    guard let choice = choices.first else { throw .noCompletion("“choices” is empty") }
    guard let message = choice["message"], message.members != nil else {
      throw .noCompletion("the first of “choices” has no “message”")
    }
    finish = choice["finish_reason"]?.string ?? ""
    // A model that says nothing, or refuses, is an answer that cannot be used, not a fault of the server.
    switch message["content"] {
    case .string(let content)?: self.content = content
    case .null?, nil: content = ""
    default: throw .noCompletion("“content” is no string")
    }
    model = Self.name(json["model"]?.string ?? "")
    if let count = json["usage"]?["total_tokens"]?.integer, count > 0 { tokens = count }
    probability = Self.probability(of: choice["logprobs"]?["content"]?.array ?? [], in: content)
  }

  private static func isPage(_ text: String) -> Bool {
    let start = text.drop { $0.isWhitespace }.prefix(15).lowercased()
    return start.hasPrefix("<!doctype html") || start.hasPrefix("<html")
  }

  /// On one line, without control characters, and not longer than so many characters.
  static func line(_ text: String, most: Int) -> String {
    String(text.map { ($0.asciiValue ?? 0x20) < 0x20 || $0.isNewline ? " " : $0 }.prefix(most))
  }

  /// A model's name; of the path of a file only the last part, because paths speak of somebody's machine.
  private static func name(_ text: String) -> String {
    let isPath = text.hasPrefix("/") || text.contains("\\")
    let name = isPath ? text.split(whereSeparator: { $0 == "/" || $0 == "\\" }).last.map(String.init) ?? "" : text
    return line(name, most: 80)
  }

  /// The probability of the tokens of the label: those that touch the value of “stance”.
  private static func probability(of tokens: [JSONValue], in content: String) -> Double? {
    let bytes = Array(content.utf8)
    guard let label = span(ofLabelIn: bytes) else { return nil }
    var (position, sum, count) = (0, 0.0, 0)
    for token in tokens {
      guard let text = token["token"]?.string, let logarithm = token["logprob"]?.double else { return nil }
      let end = position + text.utf8.count
      if position < label.upperBound, end > label.lowerBound {
        sum += min(0, logarithm)
        count += 1
      }
      position = end
    }
    return count > 0 && position == bytes.count ? exp(sum) : nil
  }

  private static func span(ofLabelIn bytes: [UInt8]) -> Range<Int>? {
    let key = Array("\"stance\"".utf8)
    guard let start = bytes.firstRange(of: key) else { return nil }
    var index = start.upperBound
    while index < bytes.count, bytes[index] == 0x20 || bytes[index] == 0x3A || bytes[index] == 0x0A { index += 1 }
    guard index < bytes.count, bytes[index] == UInt8(ascii: "\"") else { return nil }
    let end = bytes[(index + 1)...].firstIndex(of: UInt8(ascii: "\"")) ?? bytes.count
    return end > index + 1 ? index + 1..<end : nil
  }
}

extension JSONValue {
  /// The first key that an object says twice, where there is one.
  var firstDoubledKey: String? {
    var known: Set<String> = []
    return members?.first { !known.insert($0.key).inserted }?.key
  }
}
