/// A text that never changes, and the layers that stages have put on it.
///
/// Stages look at a document and answer with ``Annotations``; only the engine adds them.
public struct Document: Sendable {
  /// The path relative to the input given, plus `#` and an ordinal or `xml:id` where a file holds several documents.
  public let id: String
  /// The file that it came from.
  public let origin: Origin
  /// Title, author, date and whatever else is known of it.
  public var metadata: Metadata
  /// What stages read; it never changes.
  public let text: Text
  /// The way back from the text to the bytes of the file.
  public let map: OffsetMap
  /// What has been said of the text, in the order in which it was added.
  public private(set) var layers: [any AnyLayer] = []
  /// Trouble in the text, in the order in which it was met.
  public private(set) var diagnostics: [Diagnostic] = []

  /// The file a document was read from.
  public struct Origin: Sendable, Equatable {
    /// The path relative to the input given.
    public var path: String
    /// SHA-256 of the original (decompressed) bytes, in hexadecimal; empty until the engine has filled it in.
    public var sha256: String
    /// `text`, `tei` or what another reader calls its format.
    public var format: String
    /// The encoding as IANA names it: `UTF-8`, `ISO-8859-1`.
    public var encoding: String

    public init(path: String, sha256: String = "", format: String, encoding: String = "UTF-8") {
      self.path = path
      self.sha256 = sha256
      self.format = format
      self.encoding = encoding
    }
  }

  public init(id: String, origin: Origin, metadata: Metadata = Metadata(), text: Text, map: OffsetMap) {
    self.id = id
    self.origin = origin
    self.metadata = metadata
    self.text = text
    self.map = map
  }

  /// A document of this text alone, as examples and tests want it.
  public init(_ text: String, language: String? = "en") {
    self.init(
      id: "text", origin: Origin(path: "text", format: "text"), metadata: Metadata(language: language),
      text: Text(text), map: .identity(count: text.utf8.count))
  }

  /// The annotations with this kind of label; an empty layer where there are none.
  ///
  /// - Throws: ``LayerError`` where the layer came from a file or another process and its fields are not those of the
  ///   label. Layers that a stage of this process made never throw.
  public subscript<L: Label>(_ label: L.Type) -> Layer<L> {
    get throws { try layer(L.layer, of: label) }
  }

  /// The annotations of a layer that goes by another name than its label's.
  public func layer<L: Label>(_ name: LayerName, of label: L.Type) throws -> Layer<L> {
    guard let layer = layers.first(where: { $0.name == name }) else { return Layer(name: name) }
    if let typed = layer as? Layer<L> { return typed }
    guard let loose = layer as? Layer<LooseLabel> else { throw LayerError.otherLabel(name, "\(L.self)") }
    return try Layer(loose, in: self)
  }

  /// Whether the layer is there, be it empty.
  public func has(_ name: LayerName) -> Bool { layers.contains { $0.name == name } }

  /// Adds what a stage answered. The engine calls this, and tests.
  ///
  /// - Throws: ``LayerError`` for a layer that is there already, for a span that leaves the text or cuts a scalar, and for
  ///   an id that a layer counts out and another one has by its own choice.
  public mutating func add(_ annotations: Annotations) throws {
    for layer in annotations.layers {
      guard !has(layer.name) else { throw LayerError.duplicate(layer.name) }
      if let (id, span) = layer.misplaced(in: text) { throw LayerError.badSpan(layer.name, id, span) }
      if let (name, id) = chosenID(among: layer) { throw LayerError.sameID(name, id) }
      layers.append(layer)
    }
  }

  /// The first id of another layer, chosen by a program, that the layer counts out too: another program cannot know how
  /// the stages behind it count.
  private func chosenID(among layer: any AnyLayer) -> (LayerName, AnnotationID)? {
    guard layer.count > 0, let ids = layer.numberedIDs else { return nil }
    for other in layers where other.numberedIDs == nil {
      if let place = other.places.first(where: { ids.contains($0.id) }) { return (other.name, place.id) }
    }
    return nil
  }

  /// Adds trouble that was met.
  public mutating func add(_ diagnostics: [Diagnostic]) {
    self.diagnostics += diagnostics
  }

  /// The document with a stage's answer added; throws what ``add(_:)-(Annotations)`` throws.
  public func adding(_ annotations: Annotations) throws -> Document {
    var document = self
    try document.add(annotations)
    return document
  }

  /// The document with these layers added.
  public func adding(_ layers: any AnyLayer...) throws -> Document {
    try adding(Annotations(layers))
  }

  /// The same document with the hash of its file, which only the engine knows.
  public func stamped(sha256: String) -> Document {
    var origin = origin
    origin.sha256 = sha256
    var document = Document(id: id, origin: origin, metadata: metadata, text: text, map: map)
    document.layers = layers
    document.diagnostics = diagnostics
    return document
  }
}

/// Why a layer was not taken or could not be read.
public enum LayerError: Error, CustomStringConvertible {
  case duplicate(LayerName)
  case badSpan(LayerName, AnnotationID, Span)
  case badField(LayerName, AnnotationID?, any Error)
  case otherLabel(LayerName, String)
  case undeclared(LayerName)
  case noLayers
  case noList(LayerName)
  case noObject(LayerName, Int)
  case sameID(LayerName, AnnotationID)
  case noTarget(LayerName, AnnotationID, AnnotationID)

  public var description: String {
    switch self {
    case .duplicate(let layer): "the layer “\(layer)” is there already; give the second stage another name with “as:”"
    case .badSpan(let layer, let id, let span):
      "\(id) in the layer “\(layer)” stands at bytes \(span.lowerBound)–\(span.upperBound), which leave the text or "
        + "cut a character"
    case .badField(let layer, let id, let error):
      "\(id.map { "\($0) in " } ?? "")the layer “\(layer)”: \(error)"
    case .undeclared(let layer): "the layer “\(layer)” was not declared; name it under “provides”"
    case .noLayers: "“layers” is no object that holds a list for each layer"
    case .noList(let layer): "the layer “\(layer)” is no list of annotations"
    case .noObject(let layer, let number): "number \(number) in the layer “\(layer)” is no object"
    case .sameID(let layer, let id): "\(id) in the layer “\(layer)” has the id of another annotation"
    case .noTarget(let layer, let id, let target):
      "\(id) in the layer “\(layer)” stands on “\(target)”, which the document does not have"
    case .otherLabel(let layer, let label): "the layer “\(layer)” does not hold labels of the type \(label)"
    }
  }
}
