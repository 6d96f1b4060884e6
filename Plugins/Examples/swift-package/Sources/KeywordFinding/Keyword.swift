import Standoff

/// A word of the list, found in the text.
public struct Keyword: Label {
  public static let layer: LayerName = "keyword"
  public static let idPrefix = "k"
  public let word: String

  public init(word: String) { self.word = word }
  public init(from fields: FieldReader) throws { word = try fields.string("word") }
  public func write(to fields: inout FieldWriter) { fields.string("word", word) }
}
