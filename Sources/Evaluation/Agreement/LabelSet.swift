public import Standoff

/// The labels of one coder: a person, or a pipeline.
public struct LabelSet: Sendable {
  public enum Content: Sendable {
    /// By the document's id.
    case results([String: Coding])
    case gold([GoldDocument])
    case corrections(Corrections)
  }

  public let name: String
  public let content: Content

  public init(name: String, _ content: Content) {
    self.name = name
    self.content = content
  }

  /// What the coder says of a document of results, which give its places to labels that name words or ids only.
  public func coding(of document: Document, found: Coding) -> Coding? {
    switch content {
    case .results(let codings): codings[document.id]
    case .gold(let documents): documents.first { $0.isDocument(document.id) }?.coding(in: document).coding
    case .corrections(let corrections):
      corrections.documents.contains(document.id) ? corrections.gold(for: found).coding : nil
    }
  }

  /// What the coder says of a document, where nobody has results of it.
  public func coding(of document: String) -> Coding? {
    switch content {
    case .results(let codings): codings[document]
    case .gold(let documents): documents.first { $0.isDocument(document) }?.coding
    case .corrections(let corrections):
      corrections.documents.contains(document) ? corrections.coding(of: document) : nil
    }
  }

  public var documents: [String] {
    switch content {
    case .results(let codings): codings.keys.sorted()
    case .gold(let documents): documents.map(\.coding.document)
    case .corrections(let corrections): corrections.documents
    }
  }
}
