/// An element of a header (or of a list of persons) with all that is in it.
///
/// A class, because the tree grows at its lowest right end while the file is read.
final class HeaderNode {
  enum Content {
    case text(String)
    case node(HeaderNode)
  }

  let name: String
  let attributes: [(name: String, value: String)]
  fileprivate(set) var contents: [Content] = []

  init(name: String, attributes: [(name: String, value: String)] = []) {
    self.name = name
    self.attributes = attributes
  }

  subscript(_ attribute: String) -> String? {
    attributes.first { $0.name == attribute && !$0.value.isEmpty }?.value
  }

  /// `xml:id`, or P4's `id`.
  var id: String? { self["xml:id"] ?? self["id"] }

  var children: [HeaderNode] {
    contents.compactMap { if case .node(let node) = $0 { node } else { nil } }
  }

  func children(_ names: String...) -> [HeaderNode] { children.filter { names.contains($0.name) } }

  /// The elements at a path of names below this one: `at("fileDesc", "titleStmt", "title")`.
  func at(_ path: String...) -> [HeaderNode] {
    path.reduce([self]) { nodes, name in nodes.flatMap { $0.children(name) } }
  }

  /// Every element below this one with one of these names, in order.
  func all(_ names: String...) -> [HeaderNode] {
    var found: [HeaderNode] = []
    collect(Set(names), into: &found)
    return found
  }

  private func collect(_ names: Set<String>, into found: inout [HeaderNode]) {
    for child in children {
      if names.contains(child.name) { found.append(child) }
      child.collect(names, into: &found)
    }
  }

  /// The words of this element and all below it, white space folded; nothing where there are none.
  func text(without skipped: Set<String> = []) -> String? {
    var raw = ""
    write(to: &raw, without: skipped)
    let words = raw.split { $0.isWhitespace && $0 != "\u{A0}" }
    return words.isEmpty ? nil : words.joined(separator: " ")
  }

  private func write(to raw: inout String, without skipped: Set<String>) {
    for content in contents {
      switch content {
      case .text(let text): raw += text
      case .node(let node) where skipped.contains(node.name): break
      case .node(let node): node.write(to: &raw, without: skipped)
      }
    }
  }
}

/// Grows a tree from the events of the parser.
struct HeaderTree {
  let root: HeaderNode
  private var open: [HeaderNode]
  private var pending: [UInt8] = []

  init(_ element: XMLElement) {
    root = HeaderNode(name: element.localName, attributes: element.all)
    open = [root]
  }

  mutating func start(_ element: XMLElement) {
    flush()
    let node = HeaderNode(name: element.localName, attributes: element.all)
    open.last?.contents.append(.node(node))
    open.append(node)
  }

  /// Whether the tree is whole now.
  mutating func end() -> Bool {
    flush()
    open.removeLast()
    return open.isEmpty
  }

  mutating func text(_ bytes: UnsafeBufferPointer<UInt8>) { pending += bytes }

  private mutating func flush() {
    guard !pending.isEmpty else { return }
    open.last?.contents.append(.text(String(decoding: pending, as: UTF8.self)))
    pending.removeAll(keepingCapacity: true)
  }
}
