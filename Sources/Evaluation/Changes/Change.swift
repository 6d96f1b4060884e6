public import Standoff

/// A passage, a quotation or another annotation of which two pipelines say different things, or which one of them alone
/// has; or a document that one of them alone could read.
public struct Change: Sendable, Equatable {
  /// What can change.
  public enum Aspect: String, Sendable, CaseIterable {
    /// Where passages and quotations begin and end, and whether they are there at all.
    case span
    case kind, speaker, stance, strain, attitude, side
    /// Annotations of other layers, such as those of stages of one's own.
    case layers
  }

  public enum Subject: Sendable, Equatable {
    case document, passage, quotation
    case layer(LayerName)

    /// `passage`, or the name of the layer.
    public var name: String {
      switch self {
      case .document: "document"
      case .passage: "passage"
      case .quotation: "quotation"
      case .layer(let name): name.description
      }
    }
  }

  /// What became of the subject from the first pipeline to the second.
  public enum Kind: String, Sendable {
    case added, gone
    /// It begins or ends elsewhere; its labels may be others too.
    case moved
    /// It stands where it stood.
    case relabelled
  }

  /// The subject as one of the pipelines has it.
  public struct Item: Sendable, Equatable {
    public let id: AnnotationID
    /// Bytes of the original (decompressed) file.
    public let source: Range<Int>
    /// As a reader would cite it: `p. 3, ¶ 12, q3`.
    public let locator: String
    public let words: String
  }

  /// A label that differs; nothing where a pipeline gives none.
  public struct Difference: Sendable, Equatable {
    public let aspect: Aspect
    public let first: Statement?
    public let second: Statement?
  }

  public let kind: Kind
  public let subject: Subject
  public let document: String
  /// The file in which an editor finds it, and where; nothing where it is not at hand.
  public var file: String?
  public var place: SourceLines.Place?
  public let first: Item?
  public let second: Item?
  /// Up to 60 characters on either side, on one line.
  public let before, after: String
  public let differences: [Difference]
  /// Why one of the pipelines has no such document.
  public var reason: String?

  /// The item as the first pipeline has it, or else the second.
  var item: Item? { first ?? second }

  static func document(_ id: String, isFirst: Bool, reason: String) -> Change {
    Change(
      kind: isFirst ? .gone : .added, subject: .document, document: id, first: nil, second: nil, before: "", after: "",
      differences: [], reason: reason)
  }
}

/// A label as one pipeline gives it, and what it rests on.
public struct Statement: Sendable, Equatable {
  /// Words that speak for a label.
  public struct Evidence: Sendable, Equatable {
    public let words: String
    /// Bytes of the original (decompressed) file.
    public let source: Range<Int>
    public var weight: Double?
    public var toward: String?
    /// What speaks: an entry of the lexicon or a group of words.
    public var entry: String?
    public var isNegated = false
  }

  public let label: String
  /// The component or the rule that decided.
  public var by: String?
  /// From 0 to 1.
  public var score: Double?
  public var evidence: [Evidence] = []
}
