/// What is known of a document beside its text.
public struct Metadata: Sendable, Equatable {
  /// As the header or the first heading gives it.
  public var title: String?
  /// Several authors stand in one string, divided by `; `.
  public var author: String?
  /// As the source writes it; ISO 8601 where the source gives that.
  public var date: String?
  /// A BCP 47 tag such as `en` or `de-AT`.
  public var language: String?
  /// Everything else (publisher, licence, party …), by name.
  public var other: [String: String]

  public init(
    title: String? = nil, author: String? = nil, date: String? = nil, language: String? = nil,
    other: [String: String] = [:]
  ) {
    self.title = title
    self.author = author
    self.date = date
    self.language = language
    self.other = other
  }

  /// A field by name: the four of their own first, then the others.
  public subscript(_ name: String) -> String? {
    switch name {
    case "title": title
    case "author": author
    case "date": date
    case "language": language
    default: other[name]
    }
  }
}
