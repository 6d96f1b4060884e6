import PluginAPI
import Standoff

extension Pipeline {
  /// The words inside the binary that the pipeline uses, with their hashes, by name.
  public var wordHashes: [(name: String, sha256: String)] {
    var hashes: [String: String] = [:]
    for component in resolved {
      for file in component.words {
        hashes["\(component.name)/\(file.name)"] = SHA256Digest.hex(of: file.bytes)
      }
    }
    return hashes.sorted { $0.key < $1.key }.map { (name: $0.key, sha256: $0.value) }
  }

  /// The hash of everything that decides what the pipeline says: program, components, settings, words, the files that
  /// settings name, and the codebook.
  ///
  /// - Parameters:
  ///   - version: name and version of the program.
  ///   - codebook: the codebook's own canonical bytes.
  public func hash(version: String, codebook: [UInt8]) throws -> String {
    var digest = SHA256Digest()
    digest.update(version)
    var json = JSONWriter()
    json.value(self.json)
    digest.update(json.bytes)
    for (name, sha256) in wordHashes {
      digest.update(name)
      digest.update(sha256)
    }
    for component in resolved {
      for file in component.files { digest.update(SHA256Digest.hex(of: try Files.read(file.resolvedPath))) }
    }
    digest.update(codebook)
    return String(digest.hex().prefix(16))
  }
}
