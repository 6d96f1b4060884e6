/// A part of the work: a chapter, an act, a day's sitting. Divisions nest.
public struct Division: Label {
  public static let layer: LayerName = "division"
  public static let idPrefix = "d"

  /// TEI's `@type`, or `chapter`.
  public var type: String?
  /// TEI's `@n`: its number or short name.
  public var n: String?
  /// Its heading.
  public var head: String?
  /// From 1, the outermost.
  public var level: Int

  public init(type: String? = nil, n: String? = nil, head: String? = nil, level: Int) {
    self.type = type
    self.n = n
    self.head = head
    self.level = level
  }

  public init(from fields: FieldReader) throws {
    type = try fields.optionalString("type")
    n = try fields.optionalString("n")
    head = try fields.optionalString("head")
    level = try fields.integer("level")
  }

  public func write(to fields: inout FieldWriter) {
    fields.string("type", ifAny: type)
    fields.string("n", ifAny: n)
    fields.string("head", ifAny: head)
    fields.integer("level", level)
  }
}

/// An empty span at which something starts that crosses the divisions: a page, a column, a milestone.
public struct Milestone: Label {
  public static let layer: LayerName = "milestone"
  public static let idPrefix = "m"

  /// `page`, `column`, or the unit that the milestone names.
  public var unit: String
  /// TEI's `@n`: the number of the page or column.
  public var n: String?

  public init(unit: String, n: String? = nil) {
    self.unit = unit
    self.n = n
  }

  public init(from fields: FieldReader) throws {
    unit = try fields.string("unit")
    n = try fields.optionalString("n")
  }

  public func write(to fields: inout FieldWriter) {
    fields.string("unit", unit)
    fields.string("n", ifAny: n)
  }
}

/// What one person says until the next takes over: TEI's `u` and `sp`. A turn is no quotation.
public struct Turn: Label {
  public static let layer: LayerName = "turn"
  public static let idPrefix = "t"

  /// The pointer as written, such as `#MarxKarl`.
  public var who: String?
  /// The person's name, where the document gives it.
  public var name: String?

  public init(who: String? = nil, name: String? = nil) {
    self.who = who
    self.name = name
  }

  public init(from fields: FieldReader) throws {
    who = try fields.optionalString("who")
    name = try fields.optionalString("name")
  }

  public func write(to fields: inout FieldWriter) {
    fields.string("who", ifAny: who)
    fields.string("name", ifAny: name)
  }
}

/// A sentence inside a block.
public struct Sentence: Label {
  public static let layer: LayerName = "sentence"
  public static let idPrefix = "n"

  public init() {}
  public init(from fields: FieldReader) {}
  public func write(to fields: inout FieldWriter) {}
}
