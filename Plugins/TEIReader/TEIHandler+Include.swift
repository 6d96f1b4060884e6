import PluginAPI
import Standoff

extension TEIHandler {
  /// Reads the file that an `xi:include` names; without one, what its `xi:fallback` holds is read.
  func include(_ element: XMLElement) {
    includes += 1
    let top = files.count - 1
    let place = original(element.source)
    guard let href = element["href"]?.removingEscapes, !href.isEmpty else {
      return refuse(.noAddress, element, place)
    }
    if element["xpointer"] != nil { return refuse(.part(href), element, place) }
    guard files.count < 16 else { return refuse(.tooDeep(href), element, place) }
    let file: SourceFile
    do {
      file = try files[top].file.sibling(href)
    } catch {
      return refuse(.missing(href, "\(error)"), element, place)
    }
    guard !seen.contains(file.path) else { return refuse(.again(href), element, place) }
    if element["parse"] == "text" {
      seen.insert(file.path)
      addPlainText(file)
    } else {
      follow(file, place)
    }
    files[top].ignored = 1
  }

  private func follow(_ file: SourceFile, _ place: Range<Int>?) {
    let document = open.indices.last
    let before = (documents: finished.count, state: state)
    if let document { open[document].reading.isElsewhere += 1 }
    defer { if let document { open[document].reading.isElsewhere -= 1 } }
    do {
      try read(file)
      if finished.count == before.documents, document != nil, !isInTree {
        diagnostics.note(.fragment(file.path), source: place)
      }
    } catch {
      unwind(to: before.state)
      diagnostics.warn(.unreadable(file.path, "\(error)"), source: place)
    }
  }

  private func addPlainText(_ file: SourceFile) {
    diagnostics.note(.fragment(file.path), source: nil)
    guard let document = open.indices.last, !isInTree else { return }
    let text = Text(repairing: file.bytes)
    text.utf8.withUnsafeBufferPointer { open[document].reading.text(($0, 0..<0, false)) }
  }

  /// The children, which may hold a fallback, are read in place of the file.
  private func refuse(_ message: Diagnostic.Message, _ element: XMLElement, _ place: Range<Int>?) {
    diagnostics.warn(message, source: place)
    passThrough(element)
  }
}

extension String {
  /// With `%20` and the like as the bytes they stand for.
  var removingEscapes: String {
    guard utf8.contains(0x25) else { return self }
    var bytes: [UInt8] = []
    var rest = utf8[...]
    while let byte = rest.popFirst() {
      if byte == 0x25, let code = UInt8(String(Substring(rest.prefix(2))), radix: 16) {
        bytes.append(code)
        rest = rest.dropFirst(2)
      } else {
        bytes.append(byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}

extension Diagnostic.Message {
  fileprivate static let noAddress = Self("tei.include", "this xi:include names no file")

  fileprivate static func part(_ path: String) -> Self {
    Self("tei.include", "only a part of “\(path)” is included, by xpointer; parts are not read")
  }

  fileprivate static func tooDeep(_ path: String) -> Self {
    Self("tei.include", "“\(path)” is included by way of more than fifteen other files, and not read")
  }

  fileprivate static func missing(_ path: String, _ why: String) -> Self {
    Self("tei.include", "“\(path)” is included here and was not read: \(why)")
  }

  fileprivate static func again(_ path: String) -> Self {
    Self("tei.include", "“\(path)” is included a second time; it was read once")
  }

  fileprivate static func unreadable(_ path: String, _ why: String) -> Self {
    Self("tei.include", "“\(path)” is included here and could not be read: \(why)")
  }

  fileprivate static func fragment(_ path: String) -> Self {
    Self("tei.fragment", "“\(path)” is a part of this document; its words have no place in this file")
  }
}
