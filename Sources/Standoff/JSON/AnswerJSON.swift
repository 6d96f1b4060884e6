extension Annotations {
  /// The layers that another program answered with.
  ///
  /// An annotation has `start` and `end`, or stands `on` another by its id, or on neither: then it speaks of the whole
  /// document. Ids may be left out. A layer of a known label is read as such; every other stays loose.
  ///
  /// - Parameters:
  ///   - answer: what the program said.
  ///   - document: the one that was asked about.
  ///   - declared: the layers that may be there; those that are not are empty.
  ///   - known: labels whose fields are checked.
  ///   - offsets: those of the document's text, in the unit in which the program counts.
  /// - Throws: ``LayerError`` that names layer and annotation.
  public init(
    _ answer: ProgramAnswer, to document: Document, declared: Set<LayerName>, known: [any Label.Type],
    offsets: TextOffsets
  ) throws {
    guard answer["layers"].map({ $0 == .null || $0.array?.isEmpty == true }) ?? true else { throw LayerError.noLayers }
    let conversion = offsets.unit == .scalars ? nil : OffsetConversion(document.text, from: offsets, to: .scalars)
    var ids = KnownIDs(document.layers)
    var loose: [Layer<LooseLabel>] = []
    var layers: [any AnyLayer] = []
    for stated in answer.layers {
      let name = LayerName(stated.name)
      guard declared.contains(name) else { throw LayerError.undeclared(name) }
      let label = known.first { $0.layer == name }
      let layer = try Layer<LooseLabel>(stated, prefix: label?.idPrefix ?? "\(name)-", offsets, conversion)
      if let id = ids.insert(layer) { throw LayerError.sameID(name, id) }
      loose.append(layer)
      layers.append(try label.map { try Self.typed($0, layer, document) } ?? layer)
    }
    for layer in loose {
      for annotation in layer {
        guard case .target(let target) = annotation.anchor, !ids.contains(target) else { continue }
        throw LayerError.noTarget(layer.name, annotation.id, target)
      }
    }
    for name in declared.lazy.filter({ name in !loose.contains { $0.name == name } }).sorted() {
      layers.append(Layer<LooseLabel>(name: name))
    }
    self.init(layers)
  }

  private static func typed<L: Label>(
    _ label: L.Type, _ loose: Layer<LooseLabel>, _ document: Document
  ) throws -> any AnyLayer {
    try Layer<L>(loose, in: document)
  }
}

extension Layer where L == LooseLabel {
  /// - Parameters:
  ///   - prefix: of the ids of those that have none.
  ///   - offsets: in the unit of the program.
  ///   - conversion: counts offsets in scalars, where they count something else.
  fileprivate init(
    _ stated: StatedLayer, prefix: String, _ offsets: TextOffsets, _ conversion: OffsetConversion?
  ) throws {
    self.init(name: LayerName(stated.name), prefix: prefix)
    guard let values = stated.values else { throw LayerError.noList(name) }
    reserveCapacity(values.count)
    for value in values {
      guard let value else { throw LayerError.noObject(name, count + 1) }
      do {
        let label = LooseLabel(fields: conversion?.convert(value.fields) ?? value.fields)
        if let id = value.id {
          add(Annotation(id: id, anchor: try value.anchor(offsets), label: label))
        } else {
          add(label, anchor: try value.anchor(offsets))
        }
      } catch {
        throw LayerError.badField(name, value.id ?? nextID, error)
      }
    }
  }
}
