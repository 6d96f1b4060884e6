import Codebook
import Standoff

/// What a model said of a unit, held against codebook and text.
struct Answer: Sendable, Equatable {
  /// Why what a model said cannot be used.
  struct Unusable: Error, Equatable {
    let problem: String
  }

  let stance: Stance
  let strain: Strain?
  let attitude: AttitudeKind?
  let reason: String?
  /// Where the phrases stand that the model names, in bytes of the document.
  let evidence: [Span]
  /// As the model says, from 0 to 1.
  let confidence: Double?
  /// What was left out, each with the reason.
  let notes: [String]

  private static let mostEvidence = 8

  /// - Throws: ``Unusable`` where there is no label of the codebook; all else is left out with a note.
  init(_ reply: Reply, to question: Question, _ prompt: Prompt) throws(Unusable) {
    let json = try Self.object(in: reply)
    if let twice = json.firstDoubledKey { throw Unusable(problem: "“\(twice)” stands in it twice") }
    guard let stance = Self.label(json["stance"]) else { throw Unusable(problem: "there is no “stance” in it") }
    let stances = prompt.stances(question)
    guard let known = Self.named(stance, among: stances) else {
      throw Unusable(
        problem: "“\(Reply.line(stance, most: 40))” is none of \(stances.map(\.rawValue).joined(separator: ", "))")
    }
    var notes: [String] = []
    self.stance = known
    strain = Self.strain(json["strain"], of: known, prompt, &notes)
    attitude = prompt.asksAttitude ? Self.attitude(json["attitude"], of: known, prompt, &notes) : nil
    reason = json["reason"]?.string.map { Self.sentence($0) }.flatMap { $0.isEmpty ? nil : $0 }
    confidence = json["confidence"]?.double.flatMap { (0...1).contains($0) ? $0 : nil }
    evidence = known == prompt.rest ? [] : Self.evidence(json["evidence"], question, &notes)
    self.notes = notes
  }

  private static func label(_ value: JSONValue?) -> String? {
    value?.string.map(\.trimmed).flatMap { $0.isEmpty ? nil : $0 }
  }

  /// The label as the codebook writes it, in capitals or not; models are careless of them.
  private static func named<Label: RawRepresentable>(_ name: String, among labels: [Label]) -> Label?
  where Label.RawValue == String {
    labels.first { $0.rawValue == name } ?? labels.first { $0.rawValue.lowercased() == name.lowercased() }
  }

  private static func strain(
    _ value: JSONValue?, of stance: Stance, _ prompt: Prompt, _ notes: inout [String]
  ) -> Strain? {
    guard let name = label(value), name != "-" else { return nil }
    let strains = prompt.codebook.strains
    guard let known = named(name, among: strains.map(\.name)) else {
      if name.lowercased() != "none" {
        notes.append("the strain “\(Reply.line(name, most: 40))” is none of the codebook's")
      }
      return nil
    }
    // Strains are kinds of one stance; that a model names one beside another stance says nothing.
    return strains.contains { $0.name == known && $0.stance == stance } ? known : nil
  }

  private static func attitude(
    _ value: JSONValue?, of stance: Stance, _ prompt: Prompt, _ notes: inout [String]
  ) -> AttitudeKind? {
    guard stance != prompt.rest else { return nil }
    let name = label(value) ?? "nothing"
    guard let attitude = named(name, among: prompt.codebook.attitudes.map(\.name)) else {
      notes.append("the attitude “\(Reply.line(name, most: 40))” is none of the codebook's")
      return nil
    }
    return attitude
  }

  private static func evidence(_ value: JSONValue?, _ question: Question, _ notes: inout [String]) -> [Span] {
    let phrases = value?.array?.compactMap(\.string) ?? value?.string.map { [$0] } ?? []
    let text = FoldedText(question.text)
    var spans: [Span] = []
    for phrase in phrases.prefix(mostEvidence) where !phrase.trimmed.isEmpty {
      guard let found = text.span(of: phrase) else {
        notes.append("the evidence “\(sentence(phrase, most: 60))” is not in the text")
        continue
      }
      let span = question.span.lowerBound + found.lowerBound..<question.span.lowerBound + found.upperBound
      if !spans.contains(span) { spans.append(span) }
    }
    return spans.sorted { ($0.lowerBound, $0.upperBound) < ($1.lowerBound, $1.upperBound) }
  }

  private static func sentence(_ text: String, most: Int = 300) -> String {
    let words = text.split(whereSeparator: { $0.isWhitespace || ($0.asciiValue ?? 0x20) < 0x20 }).joined(separator: " ")
    return words.count > most ? words.prefix(most) + "…" : words
  }
}

extension Answer {
  /// The object with the label: the whole content, or what stands in it between words or behind thoughts.
  private static func object(in reply: Reply) throws(Unusable) -> JSONValue {
    var content = reply.content
    if let thought = content.range(of: "</think>") { content = String(content[thought.upperBound...]) }
    let bytes = Array(content.utf8)
    if let json = try? JSONValue(parsing: bytes), json.members != nil { return json }
    // A model that starts objects without end is not followed for ever.
    var starts = bytes.indices.filter { bytes[$0] == UInt8(ascii: "{") }.prefix(20)
    while let start = starts.popFirst() {
      guard let end = end(of: bytes, from: start) else { continue }
      if let json = try? JSONValue(parsing: Array(bytes[start..<end])), json["stance"] != nil { return json }
    }
    if content.trimmed.isEmpty {
      let why = reply.finish.isEmpty || reply.finish == "stop" ? "" : " (\(Reply.line(reply.finish, most: 40)))"
      throw Unusable(problem: "it is empty\(why)")
    }
    if reply.finish == "length" { throw Unusable(problem: "it was cut off; raise “answer-tokens”") }
    throw Unusable(problem: "there is no JSON object with a “stance” in it")
  }

  /// Behind the brace that closes the object.
  private static func end(of bytes: [UInt8], from start: Int) -> Int? {
    var (depth, isString, index) = (0, false, start)
    while index < bytes.count {
      switch bytes[index] {
      case UInt8(ascii: "\\") where isString: index += 1
      case UInt8(ascii: "\""): isString.toggle()
      case UInt8(ascii: "{") where !isString: depth += 1
      case UInt8(ascii: "}") where !isString:
        depth -= 1
        if depth == 0 { return index + 1 }
      default: break
      }
      index += 1
    }
    return nil
  }
}

extension String {
  /// Without white space around it.
  fileprivate var trimmed: String {
    String(drop { $0.isWhitespace }.reversed().drop { $0.isWhitespace }.reversed())
  }

  fileprivate func range(of word: String) -> Range<Index>? { firstRange(of: word) }
}
