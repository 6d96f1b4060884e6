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
    let counter = PlaceCounter(self, .source)
    return try annotations(of: names).mapValues { annotations in
      annotations.map { annotation in
        LayerItem(
          id: annotation.id, span: annotation.span, source: annotation.span.map(counter.place) ?? 0..<0,
          fields: annotation.json)
      }
    }
  }
}
