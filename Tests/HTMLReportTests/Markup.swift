import Foundation

/// What a careful reader of markup checks: every element closed in order, no attribute twice, ids unique, links that
/// lead somewhere, nothing in a paragraph that ends it.
struct Markup {
  struct Element {
    let name: String
    let attributes: [String: String]
    let parents: [String]
  }

  private(set) var elements: [Element] = []
  private(set) var problems: [String] = []
  /// What a reader sees, without the style and the script.
  private(set) var text = ""

  init(_ html: String) {
    var open: [String] = []
    var rest = Substring(Markup.withSignsApart(html))
    if rest.hasPrefix("<!DOCTYPE html>") { rest = rest.dropFirst(15) } else { problems.append("no doctype") }
    while !rest.isEmpty {
      guard rest.first == "<" else {
        let words = rest.prefix { $0 != "<" }
        if words.contains(">") { problems.append("a bare > in “\(words.prefix(60))”") }
        text += Markup.plain(words)
        rest = rest.dropFirst(words.count)
        continue
      }
      guard let end = rest.firstIndex(of: ">") else {
        problems.append("a tag without end")
        break
      }
      let tag = rest[rest.index(after: rest.startIndex)..<end]
      rest = rest[rest.index(after: end)...]
      if tag.hasPrefix("/") {
        if open.last == String(tag.dropFirst()) {
          open.removeLast()
        } else {
          problems.append("</\(tag.dropFirst())> closes \(open.suffix(3))")
        }
        continue
      }
      let isEmpty = tag.hasSuffix("/")
      let element = Element(tag: isEmpty ? tag.dropLast() : tag, parents: open, problems: &problems)
      elements.append(element)
      if Markup.phrasing.contains(where: open.contains), Markup.flow.contains(element.name) {
        problems.append("<\(element.name)> inside \(open.suffix(3))")
      }
      if ["style", "script"].contains(element.name) {
        guard let close = rest.range(of: "</\(element.name)>") else {
          problems.append("<\(element.name)> is not closed")
          break
        }
        rest = rest[close.upperBound...]
      } else if !isEmpty, !["meta", "br", "input"].contains(element.name) {
        open.append(element.name)
      }
    }
    if !open.isEmpty { problems.append("never closed: \(open)") }
    let ids = elements.compactMap { $0.attributes["id"] }
    for id in Dictionary(grouping: ids, by: \.self) where id.value.count > 1 {
      problems.append("the id \(id.key) twice")
    }
    let known = Set(ids)
    for element in elements {
      if let link = element.attributes["href"], link.hasPrefix("#"), !known.contains(String(link.dropFirst())) {
        problems.append("the link \(link) leads nowhere")
      }
      if let note = element.attributes["data-note"], !known.contains(note) {
        problems.append("there is no note \(note)")
      }
    }
  }

  func all(_ name: String, class cssClass: String? = nil) -> [Element] {
    elements.filter { element in
      element.name == name && (cssClass.map { element.classes.contains($0) } ?? true)
    }
  }

  /// Elements that hold words and no blocks.
  private static let phrasing: Set<String> = ["p", "h1", "h2", "h3", "h4", "h5", "h6", "span", "a", "bdi", "b", "q"]
  private static let flow: Set<String> = [
    "p", "div", "ul", "li", "dl", "dt", "dd", "table", "section", "header", "aside", "blockquote", "figure", "h1",
    "h2", "h3", "h4", "details", "form",
  ]

  /// A combining letter behind `>` would make one `Character` with it; browsers read scalar by scalar.
  private static func withSignsApart(_ html: String) -> String {
    var apart = String.UnicodeScalarView()
    var wasSign = false
    for scalar in html.unicodeScalars {
      if wasSign, !scalar.isASCII { apart.append("\u{200B}") }
      apart.append(scalar)
      wasSign = "<>=\"".unicodeScalars.contains(scalar)
    }
    return String(apart)
  }

  private static func plain(_ text: Substring) -> String {
    var text = String(text)
    for (reference, sign) in [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")] {
      text = text.split(separator: reference, omittingEmptySubsequences: false).joined(separator: sign)
    }
    return text
  }
}

extension Markup.Element {
  var classes: [String] { attributes["class"]?.split(separator: " ").map(String.init) ?? [] }

  fileprivate init(tag: Substring, parents: [String], problems: inout [String]) {
    name = String(tag.prefix { $0 != " " && $0 != "\n" })
    self.parents = parents
    var attributes: [String: String] = [:]
    var rest = tag.dropFirst(name.count).drop { $0.isWhitespace }
    while !rest.isEmpty {
      let key = rest.prefix { $0 != "=" && !$0.isWhitespace }
      rest = rest.dropFirst(key.count)
      var value: Substring = ""
      if rest.first == "=" {
        rest = rest.dropFirst()
        guard rest.first == "\"" else {
          problems.append("a value without quotation marks in <\(tag.prefix(60))>")
          break
        }
        value = rest.dropFirst().prefix { $0 != "\"" }
        rest = rest.dropFirst(value.count + 2)
      }
      if attributes.updateValue(String(value), forKey: String(key)) != nil {
        problems.append("\(key) twice in <\(tag.prefix(60))>")
      }
      rest = rest.drop { $0.isWhitespace }
    }
    self.attributes = attributes
  }
}
