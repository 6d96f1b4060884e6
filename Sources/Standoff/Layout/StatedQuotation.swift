/// A quotation that the source states itself, by markup or by setting it off.
///
/// The span is the content of the element, with any quotation marks that stand inside it.
public struct StatedQuotation: Label {
  public static let layer: LayerName = "stated"
  public static let idPrefix = "e"

  /// `said`, `q`, `quote`, `soCalled`, or `indented` for plain text set off by its margin.
  public var element: String
  /// The pointer as written, such as `#MarxKarl`.
  public var who: String?
  /// The name behind the pointer, or the source that a `cit` gives.
  public var name: String?
  /// TEI's `@type`.
  public var type: String?
  /// TEI's `@direct`: false for reported speech.
  public var direct: Bool?
  /// TEI's `@aloud`: false for thought.
  public var aloud: Bool?
  /// Whether it is set off from the running text.
  public var isBlock: Bool

  public init(
    element: String, who: String? = nil, name: String? = nil, type: String? = nil, direct: Bool? = nil,
    aloud: Bool? = nil, isBlock: Bool = false
  ) {
    self.element = element
    self.who = who
    self.name = name
    self.type = type
    self.direct = direct
    self.aloud = aloud
    self.isBlock = isBlock
  }

  public init(from fields: FieldReader) throws {
    element = try fields.string("element")
    who = try fields.optionalString("who")
    name = try fields.optionalString("name")
    type = try fields.optionalString("type")
    direct = try fields.optionalBool("direct")
    aloud = try fields.optionalBool("aloud")
    isBlock = try fields.bool("block")
  }

  public func write(to fields: inout FieldWriter) {
    fields.string("element", element)
    fields.string("who", ifAny: who)
    fields.string("name", ifAny: name)
    fields.string("type", ifAny: type)
    if let direct { fields.bool("direct", direct) }
    if let aloud { fields.bool("aloud", aloud) }
    fields.bool("block", isBlock)
  }
}
