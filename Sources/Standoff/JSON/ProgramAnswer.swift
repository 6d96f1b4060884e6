/// What another program answered: an object, of which the layers are read at once into what annotations are made of.
///
/// One pass over the bytes and no tree for each annotation, because there are many of them.
public struct ProgramAnswer: Sendable {
  /// Everything but the layers, in the order in which it came.
  public private(set) var members: [JSONValue.Member] = []
  private(set) var layers: [StatedLayer] = []

  /// An answer that says nothing.
  public init() {}

  /// Parses one value; nothing but white space may follow it. What is no object has no members.
  public init(parsing bytes: [UInt8]) throws(JSONError) {
    self = try bytes.withUnsafeBufferPointer { bytes throws(JSONError) in
      var reader = JSONReader(bytes)
      let answer = try reader.answer()
      try reader.end()
      return answer
    }
  }

  /// The layers that stand in a value which was read already.
  public init(layers value: JSONValue?) {
    for member in value?.members ?? [] {
      layers.append(StatedLayer(name: member.key, values: member.value.array?.map { $0.members.map { Stated($0) } }))
    }
  }

  /// What a member holds, be it not the layers.
  public subscript(_ key: String) -> JSONValue? { members.first { $0.key == key }?.value }

  /// The names of the layers, in the order in which they came.
  public var layerNames: [LayerName] { layers.map { LayerName($0.name) } }

  fileprivate mutating func add(_ key: String, _ reader: inout JSONReader) throws(JSONError) {
    if key == "layers", reader.isNext(UInt8(ascii: "{")) {
      layers = try reader.layers(depth: 1)
    } else {
      members.append(JSONValue.Member(key: key, value: try reader.value(depth: 1)))
    }
  }
}

extension JSONReader {
  fileprivate mutating func answer() throws(JSONError) -> ProgramAnswer {
    var answer = ProgramAnswer()
    guard isNext(UInt8(ascii: "{")) else {
      _ = try value(depth: 0)
      return answer
    }
    try eachMember { (key, reader) throws(JSONError) in try answer.add(key, &reader) }
    return answer
  }

  fileprivate mutating func layers(depth: Int) throws(JSONError) -> [StatedLayer] {
    var layers: [StatedLayer] = []
    try eachMember { (name, reader) throws(JSONError) in
      guard reader.isNext(UInt8(ascii: "[")) else {
        _ = try reader.value(depth: depth + 1)
        layers.append(StatedLayer(name: name, values: nil))
        return
      }
      var values: [Stated?] = []
      var fieldCount = 0
      try reader.eachValue { (reader) throws(JSONError) in
        guard reader.isNext(UInt8(ascii: "{")) else {
          _ = try reader.value(depth: depth + 2)
          values.append(nil)
          return
        }
        let value = try Stated(reading: &reader, depth: depth + 2, expecting: fieldCount)
        fieldCount = value.fields.count
        values.append(value)
      }
      layers.append(StatedLayer(name: name, values: values))
    }
    return layers
  }
}
