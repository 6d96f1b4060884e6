public import Standoff

/// A stretch of the author's text that is judged as one.
public struct Passage: Label {
  public static let layer: LayerName = "passage"
  public static let idPrefix = "p"

  /// The first block it comes from.
  public var block: AnnotationID?
  /// Counts the passages of the document from 1, as a reader would cite them.
  public var number: Int
  /// Whether it is a note. Shares count notes apart.
  public var isNote: Bool

  /// Stretches between white space, so that passages can be counted where the text is not at hand.
  public var words: Int?

  public init(number: Int, block: AnnotationID? = nil, isNote: Bool = false, words: Int? = nil) {
    self.number = number
    self.block = block
    self.isNote = isNote
    self.words = words
  }

  public init(from fields: FieldReader) throws {
    block = try fields.optionalString("block").map { AnnotationID($0) }
    number = try fields.integer("number")
    isNote = try fields.optionalBool("note") ?? false
    words = try fields.optionalInteger("words")
  }

  public func write(to fields: inout FieldWriter) {
    fields.string("block", ifAny: block?.description)
    fields.integer("number", number)
    if isNote { fields.bool("note", true) }
    if let words { fields.integer("words", words) }
  }
}
