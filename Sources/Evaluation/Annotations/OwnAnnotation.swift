import Codebook
public import Standoff

/// An annotation of a layer whose label is not known here, such as that of a stage of the user's own.
public struct OwnAnnotation: Sendable {
  public let id: AnnotationID
  /// The annotation that it stands on, where it stands on one.
  public let target: AnnotationID?
  /// Where it stands; what stands on another annotation stands where that one does. Nothing for what is said of the whole
  /// document.
  public let span: Span?
  /// Everything but id and place, as the JSON form has it.
  public let fields: [JSONValue.Member]

  /// Fields that hold the label by their name.
  private static let labels = ["label", "kind", "type"]

  /// What it says in a word: its field `label`, `kind` or `type`, else the first that holds a text.
  public var label: String? {
    for key in Self.labels {
      if let word = fields.first(where: { $0.key == key })?.value.word { return word }
    }
    return fields.lazy.compactMap(\.value.string).first { !$0.isEmpty }
  }

  /// Its field `score`, where that is a number.
  public var score: Double? { fields.first { $0.key == "score" }?.value.double }

  /// All fields as a JSON object.
  public var json: String {
    var json = JSONWriter()
    json.value(.object(fields))
    return String(decoding: json.bytes, as: UTF8.self)
  }
}

extension Document {
  /// The annotations of layers, without their types, by the layers' names.
  public func annotations(of names: [LayerName]) throws -> [LayerName: [OwnAnnotation]] {
    guard !names.isEmpty else { return [:] }
    let fields = try fields(of: names)
    let hasTargets = layers.contains { names.contains($0.name) && !$0.targets.isEmpty }
    let places = hasTargets ? Places(self) : nil
    var found: [LayerName: [OwnAnnotation]] = [:]
    for layer in layers where names.contains(layer.name) {
      let targets = Dictionary(layer.targets.map { ($0.id, $0.target) }) { first, _ in first }
      found[layer.name] = zip(layer.places, fields[layer.name] ?? []).map { place, fields in
        let target = targets[place.id]
        return OwnAnnotation(
          id: place.id, target: target, span: place.span ?? target.flatMap { places?.span(of: $0) }, fields: fields)
      }
    }
    return found
  }

  private static let placeKeys: Set<String> = ["id", "start", "end", "source", "on"]

  private func fields(of names: [LayerName]) throws -> [LayerName: [[JSONValue.Member]]] {
    var fields: [LayerName: [[JSONValue.Member]]] = [:]
    var typed: Set<LayerName> = []
    for layer in layers where names.contains(layer.name) {
      if let loose = layer as? Layer<LooseLabel> {
        fields[layer.name] = loose.map(\.label.fields)
      } else {
        typed.insert(layer.name)
      }
    }
    guard !typed.isEmpty else { return fields }
    var json = JSONWriter()
    json.openObject()
    writeMembers(to: &json, run: "", content: [], layers: typed)
    json.closeObject()
    let written = try JSONValue(parsing: json.bytes)["layers"]
    for name in typed {
      fields[name] = (written?[name.description]?.array ?? []).map { object in
        (object.members ?? []).filter { !Self.placeKeys.contains($0.key) }
      }
    }
    return fields
  }
}

/// Where the annotations of a document stand, by their ids.
private struct Places {
  private var spans: [AnnotationID: Span] = [:]
  private var targets: [AnnotationID: AnnotationID] = [:]

  /// A chain of annotations on annotations that is longer leads nowhere: it may be a circle.
  private static let longest = 16

  init(_ document: Document) {
    for layer in document.layers {
      for place in layer.places where spans[place.id] == nil { spans[place.id] = place.span }
      for pair in layer.targets where targets[pair.id] == nil { targets[pair.id] = pair.target }
    }
  }

  func span(of id: AnnotationID) -> Span? {
    var id = id
    for _ in 0..<Self.longest {
      if let span = spans[id] { return span }
      guard let target = targets[id] else { return nil }
      id = target
    }
    return nil
  }
}

extension JSONValue {
  /// A text, a number or a truth value as a word.
  fileprivate var word: String? {
    switch self {
    case .string(let text): text.isEmpty ? nil : text
    case .number(let digits): digits
    case .bool(let bool): "\(bool)"
    default: nil
    }
  }
}
