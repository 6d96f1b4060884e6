/// A layer as a program states it; without values where it is no list.
struct StatedLayer: Sendable {
  let name: String
  /// Nothing in the place of what is no object.
  let values: [Stated?]?
}

/// An annotation as its members state it, before it is known whether they fit the text.
struct Stated: Sendable {
  /// The id, or nothing where it is left out.
  private(set) var id: AnnotationID?
  /// The members that say neither what it is called nor where it stands.
  private(set) var fields: [JSONValue.Member] = []
  /// Offsets as the program counts.
  private var start: Int?
  private var end: Int?
  private var target: String?
  /// What is wrong with the members that were read so far.
  private var error: Boxed?

  private indirect enum Boxed: Sendable { case error(FieldError) }

  init(_ members: [JSONValue.Member]) {
    for member in members { add(member.key, member.value) }
  }

  /// Reads an object whose `{` is next.
  ///
  /// - Parameters:
  ///   - depth: of the object.
  ///   - count: how many fields it may have.
  init(reading reader: inout JSONReader, depth: Int, expecting count: Int) throws(JSONError) {
    fields.reserveCapacity(count)
    try reader.eachMember { (key, reader) throws(JSONError) in
      if key == "start", let number = reader.integer() {
        start = number
      } else if key == "end", let number = reader.integer() {
        end = number
      } else {
        add(key, try reader.value(depth: depth + 1))
      }
    }
  }

  private mutating func add(_ key: String, _ value: JSONValue) {
    switch key {
    case "id": id = read(key, "a string", value.string, value).map { AnnotationID($0) }
    case "start": start = read(key, "a whole number", value.integer, value)
    case "end": end = read(key, "a whole number", value.integer, value)
    case "on": target = read(key, "a string", value.string, value)
    case "source": break
    default: fields.append(JSONValue.Member(key: key, value: value))
    }
  }

  private mutating func read<T>(_ key: String, _ expected: String, _ read: T?, _ value: JSONValue) -> T? {
    if read == nil, value != .null { error = error ?? .error(.wrong(key, expected)) }
    return read
  }

  /// Where it stands: `on` another annotation, from `start` to `end`, or on neither.
  func anchor(_ offsets: TextOffsets) throws(FieldError) -> LooseAnchor {
    if case .error(let error) = error { throw error }
    if let target { return .target(AnnotationID(target)) }
    guard start != nil || end != nil else { return .document }
    guard let start else { throw .missing("start", "a whole number") }
    guard let end else { throw .missing("end", "a whole number") }
    guard let span = offsets.span(start, end) else { throw .outside(start, end, offsets.count) }
    return .span(span)
  }
}
