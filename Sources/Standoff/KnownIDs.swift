/// Ids that are a prefix and the numbers from 1 on: `q1`, `q2`, … `q12`.
public struct NumberedIDs: Sendable, Hashable {
  let prefix: String
  let count: Int

  /// Whether the id is one of them.
  public func contains(_ id: AnnotationID) -> Bool {
    var id = id.description
    var prefix = prefix
    return id.withUTF8 { id in
      prefix.withUTF8 { prefix in
        guard id.count > prefix.count, id.count <= prefix.count + 18, id.starts(with: prefix) else { return false }
        guard id[prefix.count] != UInt8(ascii: "0") else { return false }
        var number = 0
        for byte in id[prefix.count...] {
          guard byte >= 0x30, byte <= 0x39 else { return false }
          number = number * 10 + Int(byte - 0x30)
        }
        return number <= count
      }
    }
  }

  /// Whether an id could be among both: `q1` may be followed by `1`, and `q` by `11`.
  func mayShare(with other: NumberedIDs) -> Bool { prefix.hasPrefix(other.prefix) || other.prefix.hasPrefix(prefix) }
}

/// All ids of some layers. Those that a layer has numbered itself are known without looking at each.
struct KnownIDs {
  private var numbered: [NumberedIDs] = []
  private var others: Set<AnnotationID> = []

  /// - Parameter layers: of one document, so that no id is there twice.
  init(_ layers: [any AnyLayer]) {
    for layer in layers where layer.count > 0 {
      if let ids = layer.numberedIDs { numbered.append(ids) } else { others.formUnion(layer.places.map(\.id)) }
    }
  }

  func contains(_ id: AnnotationID) -> Bool { numbered.contains { $0.contains(id) } || others.contains(id) }

  /// Adds those of another layer.
  ///
  /// - Returns: the first that was there already.
  mutating func insert(_ layer: some AnyLayer) -> AnnotationID? {
    if let ids = layer.numberedIDs, others.isEmpty, !numbered.contains(where: { $0.mayShare(with: ids) }) {
      numbered.append(ids)
      return nil
    }
    for (id, _) in layer.places {
      if numbered.contains(where: { $0.contains(id) }) || !others.insert(id).inserted { return id }
    }
    return nil
  }
}
