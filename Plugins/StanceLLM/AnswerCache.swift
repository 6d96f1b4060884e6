import CCrypto
import Glibc
import Standoff

/// Keeps what a model answered, a file for each request, so that no question is paid for twice.
///
/// The name of a file is the hash of the whole request: model, prompt, codebook, text and parameters. The first answer
/// to a request stays: two documents with the same passage get the same label, in this run and in the next.
struct AnswerCache: Sendable {
  let folder: String

  /// SHA-256 in hexadecimal.
  static func key(of request: [UInt8]) -> String {
    var digest = [UInt8](repeating: 0, count: Int(SHA256_DIGEST_LENGTH))
    _ = SHA256(request, request.count, &digest)
    let digits = Array("0123456789abcdef".utf8)
    return String(decoding: digest.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
  }

  /// What was answered to a request; nothing where it is not there or the file is torn.
  func reply(to key: String) -> Reply? {
    guard let bytes = read(path(key)), let json = try? JSONValue(parsing: bytes), json["answer"]?.integer == 1,
      json["key"]?.string == key, let content = json["content"]?.string
    else { return nil }
    var reply = Reply(content)
    reply.model = json["model"]?.string ?? ""
    reply.finish = json["finish"]?.string ?? ""
    reply.tokens = json["tokens"]?.integer
    reply.probability = json["probability"]?.double
    return reply
  }

  /// Writes an answer, whole or not at all.
  ///
  /// - Returns: the answer that is kept: the one that was there before, if one was.
  /// - Throws: ``CacheError`` where the folder cannot be written.
  func keep(_ reply: Reply, for key: String) throws(CacheError) -> Reply {
    let path = path(key)
    try makeFolder(folder)
    try makeFolder("\(folder)/\(key.prefix(2))")
    let draft = "\(path).\(getpid()).\(UInt64.random(in: 0...UInt64.max))"
    try write(json(reply, key), to: draft)
    defer { unlink(draft) }
    if link(draft, path) == 0 { return reply }
    if let earlier = self.reply(to: key) { return earlier }
    guard rename(draft, path) == 0 else { throw CacheError(path: path, reason: String(cString: strerror(errno))) }
    return reply
  }

  private func path(_ key: String) -> String { "\(folder)/\(key.prefix(2))/\(key).json" }

  private func json(_ reply: Reply, _ key: String) -> [UInt8] {
    var json = JSONWriter()
    json.openObject()
    json.key("answer")
    json.integer(1)
    json.key("key")
    json.string(key)
    json.key("model")
    json.string(reply.model)
    json.key("finish")
    json.string(reply.finish)
    if let tokens = reply.tokens {
      json.key("tokens")
      json.integer(tokens)
    }
    if let probability = reply.probability {
      json.key("probability")
      json.literal("\(probability)")
    }
    json.key("content")
    json.string(reply.content)
    json.closeObject()
    json.newline()
    return json.bytes
  }

  private func makeFolder(_ path: String) throws(CacheError) {
    if mkdir(path, 0o755) != 0, errno != EEXIST {
      throw CacheError(path: path, reason: String(cString: strerror(errno)))
    }
  }

  private func read(_ path: String) -> [UInt8]? {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return nil }
    defer { close(file) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 16_384)
    while true {
      let count = Glibc.read(file, &chunk, chunk.count)
      if count < 0, errno == EINTR { continue }
      if count < 0 { return nil }
      if count == 0 { return bytes }
      bytes += chunk[..<count]
    }
  }

  private func write(_ bytes: [UInt8], to path: String) throws(CacheError) {
    let file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
    guard file >= 0 else { throw CacheError(path: path, reason: String(cString: strerror(errno))) }
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(file, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      if count < 0 {
        let reason = String(cString: strerror(errno))
        close(file)
        unlink(path)
        throw CacheError(path: path, reason: reason)
      }
      rest = rest.dropFirst(count)
    }
    close(file)
  }
}

struct CacheError: Error, CustomStringConvertible {
  let path: String
  let reason: String
  var description: String { "the answer cannot be kept in “\(path)”: \(reason); look at “cache”" }
}
