import Standoff

/// An annotation of a layer whose type is not known here.
struct LayerItem {
  let id: AnnotationID
  /// Nothing where it stands on the whole document.
  let span: Span?
  let source: Range<Int>
  /// Everything but id and place, as JSON.
  let fields: String

  /// What equal annotations share.
  struct Key: Hashable {
    let place: Range<Int>
    let fields: String?

    init(_ item: LayerItem) { (place, fields) = (item.source, item.fields) }
    init(place: Range<Int>) { (self.place, fields) = (place, nil) }
  }
}

extension Document {
  /// The layers that are compared by their fields: all but the known ones.
  func otherLayers(without known: Set<LayerName>) -> [LayerName] {
    layers.map(\.name).filter { !known.contains($0) }
  }

  /// The annotations of layers by their names.
  ///
  /// What stands on another annotation stands where that one does, since the two pipelines may have given it two ids.
  func items(of names: [LayerName]) throws -> [LayerName: [LayerItem]] {
    guard !names.isEmpty else { return [:] }
    var json = JSONWriter()
    json.openObject()
    writeMembers(to: &json, run: "", content: [], layers: Set(names))
    json.closeObject()
    let written = try JSONValue(parsing: json.bytes)["layers"]
    let counter = PlaceCounter(self, .source)
    let hasTargets = layers.contains { names.contains($0.name) && !$0.targets.isEmpty }
    let spans = hasTargets ? spans : [:]
    var items: [LayerName: [LayerItem]] = [:]
    for layer in layers where names.contains(layer.name) {
      let objects = written?[layer.name.description]?.array ?? []
      let targets = Dictionary(layer.targets.map { ($0.id, $0.target) }) { first, _ in first }
      items[layer.name] = zip(layer.places, objects).map { place, object in
        let span = place.span ?? targets[place.id].flatMap { spans[$0] }
        return LayerItem(
          id: place.id, span: span, source: span.map(counter.place) ?? 0..<0, fields: Self.fields(of: object))
      }
    }
    return items
  }

  private var spans: [AnnotationID: Span] {
    var spans: [AnnotationID: Span] = [:]
    for place in layers.flatMap(\.places) where spans[place.id] == nil { spans[place.id] = place.span }
    return spans
  }

  private static let places: Set<String> = ["id", "start", "end", "source", "on"]

  private static func fields(of object: JSONValue) -> String {
    let members = (object.members ?? []).filter { !places.contains($0.key) }
    var json = JSONWriter()
    json.value(.object(members))
    return String(decoding: json.bytes, as: UTF8.self)
  }
}
