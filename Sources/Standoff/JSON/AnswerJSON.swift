extension Annotations {
  /// Reads the layers that another program answered with.
  ///
  /// An annotation has `start` and `end`, or stands `on` another by its id, or on neither: then it speaks of the whole
  /// document. Ids may be left out. A layer of a known label is read as such; every other stays loose.
  ///
  /// - Parameters:
  ///   - json: what stands under `layers`; nothing for an answer without.
  ///   - document: the one that was asked about.
  ///   - declared: the layers that may be there; those that are not are empty.
  ///   - known: labels whose fields are checked.
  ///   - unit: what offsets count.
  /// - Throws: ``LayerError`` that names layer and annotation.
  public init(
    answer json: JSONValue?, to document: Document, declared: Set<LayerName>, known: [any Label.Type], unit: OffsetUnit
  ) throws {
    let offsets = TextOffsets(document.text, unit: unit)
    let conversion = unit == .scalars ? nil : OffsetConversion(document.text, from: unit, to: .scalars)
    var ids = document.ids
    var layers: [any AnyLayer] = []
    var targets: [(layer: LayerName, id: AnnotationID, target: AnnotationID)] = []
    for member in json?.members ?? [] {
      let name = LayerName(member.key)
      guard declared.contains(name) else { throw LayerError.undeclared(name) }
      guard let values = member.value.array else { throw LayerError.noList(name) }
      let label = known.first { $0.layer == name }
      var layer = Layer<LooseLabel>(name: name)
      layer.reserveCapacity(values.count)
      ids.reserveCapacity(ids.count + values.count)
      let prefix = label?.idPrefix ?? "\(name)-"
      for (index, value) in values.enumerated() {
        let id = value["id"]?.string.map { AnnotationID($0) } ?? AnnotationID(numbered(prefix, index + 1))
        guard let members = value.members else { throw LayerError.noObject(name, index + 1) }
        guard ids.insert(id).inserted else { throw LayerError.sameID(name, id) }
        do {
          let anchor = try LooseAnchor(from: FieldReader(members, offsets: offsets))
          if case .target(let target) = anchor { targets.append((name, id, target)) }
          let fields = conversion?.convert(members) ?? members
          layer.add(
            Annotation(id: id, anchor: anchor, label: LooseLabel(from: FieldReader(fields, offsets: offsets))))
        } catch {
          throw LayerError.badField(name, id, error)
        }
      }
      layers.append(try label.map { try Self.typed($0, layer, document) } ?? layer)
    }
    for (layer, id, target) in targets where !ids.contains(target) {
      throw LayerError.noTarget(layer, id, target)
    }
    let missing = declared.subtracting(layers.map(\.name))
    self.init(layers + missing.sorted().map { Layer<LooseLabel>(name: $0) })
  }

  private static func typed<L: Label>(
    _ label: L.Type, _ loose: Layer<LooseLabel>, _ document: Document
  ) throws -> any AnyLayer {
    try Layer<L>(loose, in: document)
  }
}

extension Document {
  fileprivate var ids: Set<AnnotationID> { Set(layers.flatMap { $0.places.map(\.id) }) }
}
