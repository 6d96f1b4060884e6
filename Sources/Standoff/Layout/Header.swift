/// A person whom the document's header lists.
public struct Person: Label {
  public typealias Anchor = WholeDocument
  public static let layer: LayerName = "person"
  public static let idPrefix = "u"

  /// The `xml:id`, to which `@who` points.
  public var xml: String?
  /// The fullest name given.
  public var name: String
  /// As the header writes it: `F`, `M`, `female` …
  public var sex: String?
  /// The affiliations (party, body, role), divided by `; `.
  public var affiliation: String?

  public init(xml: String? = nil, name: String, sex: String? = nil, affiliation: String? = nil) {
    self.xml = xml
    self.name = name
    self.sex = sex
    self.affiliation = affiliation
  }

  public init(from fields: FieldReader) throws {
    xml = try fields.optionalString("xml")
    name = try fields.string("name")
    sex = try fields.optionalString("sex")
    affiliation = try fields.optionalString("affiliation")
  }

  public func write(to fields: inout FieldWriter) {
    fields.string("xml", ifAny: xml)
    fields.string("name", name)
    fields.string("sex", ifAny: sex)
    fields.string("affiliation", ifAny: affiliation)
  }
}

/// A category that the document's header declares (TEI's `classDecl`).
public struct Category: Label {
  public typealias Anchor = WholeDocument
  public static let layer: LayerName = "category"
  public static let idPrefix = "y"

  /// The `xml:id`, to which texts point.
  public var xml: String?
  /// The `xml:id` of the taxonomy it belongs to.
  public var taxonomy: String?
  /// What the category is called.
  public var description: String

  public init(xml: String? = nil, taxonomy: String? = nil, description: String) {
    self.xml = xml
    self.taxonomy = taxonomy
    self.description = description
  }

  public init(from fields: FieldReader) throws {
    xml = try fields.optionalString("xml")
    taxonomy = try fields.optionalString("taxonomy")
    description = try fields.string("description")
  }

  public func write(to fields: inout FieldWriter) {
    fields.string("xml", ifAny: xml)
    fields.string("taxonomy", ifAny: taxonomy)
    fields.string("description", description)
  }
}
