import Evaluation
import PipelineEngine
import PluginAPI
import Standoff

extension Coding.Original {
  /// The file of a document, where it lies where it lay when it was read from here.
  init?(_ document: Document) {
    let origin = document.origin
    guard !document.map.isEmpty, let bytes = unpacked(origin.path), SHA256Digest.hex(of: bytes) == origin.sha256 else {
      return nil
    }
    self.init(file: origin.path, lines: SourceLines(bytes, encoding: origin.encoding))
  }
}

extension GoldDocument {
  /// With the file in which an editor finds the labels: the one that the text was taken from where it lies beside the
  /// gold and has the text word for word, else the text itself, under the document's name.
  func placed(beside gold: String) -> GoldDocument {
    guard let text else { return self }
    var document = self
    document.coding.original =
      source.flatMap { excerpt(of: $0, beside: gold, text.utf8) }
      ?? Coding.Original(file: coding.document, lines: SourceLines(text.utf8))
    return document
  }

  private func excerpt(of source: String, beside gold: String, _ text: [UInt8]) -> Coding.Original? {
    let folders = gold.split(separator: "/", omittingEmptySubsequences: false).map(String.init).dropLast()
    for folder in [[], Array(folders), folders.dropLast()] {
      let path = (folder + [source]).joined(separator: "/")
      // Gold has LF where its source may have CRLF; lines and columns are the same in both.
      guard let bytes = unpacked(path).map(withoutReturns), let start = bytes.firstRange(of: text)?.lowerBound else {
        continue
      }
      return Coding.Original(file: path, lines: SourceLines(bytes), start: start)
    }
    return nil
  }
}

/// The bytes of a file as a reader gets them; nothing where it cannot be read.
private func unpacked(_ path: String) -> [UInt8]? {
  guard Files.kind(path) == .file, let input = try? Inputs.find([path]).first else { return nil }
  return (try? input.open())?.bytes
}

/// The bytes with LF for CRLF.
private func withoutReturns(_ bytes: [UInt8]) -> [UInt8] {
  guard bytes.contains(0x0D) else { return bytes }
  return bytes.indices.filter { bytes[$0] != 0x0D || $0 + 1 == bytes.count || bytes[$0 + 1] != 0x0A }.map { bytes[$0] }
}
