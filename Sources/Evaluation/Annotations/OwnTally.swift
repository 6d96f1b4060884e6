import Codebook
public import Standoff

/// What the user's own layers hold, counted over documents.
public struct OwnTally: Sendable {
  /// The counts of one layer.
  public struct LayerTally: Sendable {
    public let name: LayerName
    public fileprivate(set) var annotations = 0
    /// Those that have an annotation in the layer.
    public fileprivate(set) var documents = 0
    /// Those that have no label.
    public fileprivate(set) var unlabelled = 0
    fileprivate var counts: [String: Int] = [:]

    /// The labels by their counts, those with most first, then by name.
    public var labels: [(label: String, count: Int)] {
      counts.map { (label: $0.key, count: $0.value) }.sorted { (-$0.count, $0.label) < (-$1.count, $1.label) }
    }
  }

  /// In the order in which they were met.
  public private(set) var layers: [LayerTally] = []

  /// A layer may hold the words of its texts as labels, and a run millions of texts.
  private static let mostLabels = 100_000

  public init() {}

  /// A label on one line, and not too long for it.
  public static func shortened(_ label: String) -> String {
    let line = label.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    return line.count > 40 ? "\(line.prefix(40))…" : line
  }

  /// Counts what a document has of the user's own.
  public mutating func add(_ document: Document) throws {
    let names = document.ownLayers
    guard !names.isEmpty else { return }
    let annotations = try document.annotations(of: names)
    for name in names {
      let index = layers.firstIndex { $0.name == name } ?? layers.count
      if index == layers.count { layers.append(LayerTally(name: name)) }
      let found = annotations[name] ?? []
      if !found.isEmpty { layers[index].documents += 1 }
      for annotation in found {
        layers[index].annotations += 1
        guard let label = annotation.label else {
          layers[index].unlabelled += 1
          continue
        }
        guard layers[index].counts.count < Self.mostLabels || layers[index].counts[label] != nil else { continue }
        layers[index].counts[label, default: 0] += 1
      }
    }
  }
}
