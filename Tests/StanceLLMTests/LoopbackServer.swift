import Glibc
import Synchronization

/// A server on this machine that answers each connection with bytes of the test's choice, or misbehaves.
///
/// A class, because it owns a socket and a thread.
final class LoopbackServer: Sendable {
  /// What is done with one request.
  enum Manner: Sendable {
    /// These bytes, then the connection is closed.
    case bytes([UInt8])
    /// These bytes, a piece each so many milliseconds.
    case slowly([UInt8], pieces: Int, milliseconds: UInt32)
    /// Nothing for so many milliseconds, then these bytes.
    case late([UInt8], milliseconds: UInt32)
    /// These bytes, once so many requests have been under way at the same time; without them after some seconds.
    case together([UInt8], count: Int)
    /// The connection is closed before anything is said.
    case hangUp
    /// The connection is cut off, so that the other side sees an error.
    case reset
  }

  let port: UInt16
  var address: String { "http://127.0.0.1:\(port)/v1" }
  var host: String { "127.0.0.1:\(port)" }

  private let socket: Int32
  private let seen = Mutex<[String]>([])
  private let underWay = Mutex((now: 0, most: 0))
  private let manner: @Sendable (_ number: Int, _ request: String) -> Manner

  /// The requests so far, head and body.
  var requests: [String] { seen.withLock { $0 } }

  /// How many requests were under way at once, at the most.
  var mostAtOnce: Int { underWay.withLock { $0.most } }

  /// - Parameter manner: what to do with a request, by its number from 0 and its words.
  init(_ manner: @escaping @Sendable (_ number: Int, _ request: String) -> Manner) throws {
    self.manner = manner
    signal(SIGPIPE, SIG_IGN)
    socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var place = sockaddr_in()
    place.sin_family = sa_family_t(AF_INET)
    place.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let bound = withUnsafeMutablePointer(to: &place) { [socket] place in
      place.withMemoryRebound(to: sockaddr.self, capacity: 1) { place in
        bind(socket, place, size) == 0 && listen(socket, 64) == 0 && getsockname(socket, place, &size) == 0
      }
    }
    guard bound else { throw LoopbackError() }
    port = UInt16(bigEndian: place.sin_port)
    var thread = pthread_t()
    let server = Unmanaged.passRetained(self)
    pthread_create(
      &thread, nil,
      { server in
        guard let server else { return nil }
        Unmanaged<LoopbackServer>.fromOpaque(server).takeRetainedValue().serve()
        return nil
      }, server.toOpaque())
    pthread_detach(thread)
  }

  /// Always the same.
  convenience init(_ manner: Manner) throws { try self.init { _, _ in manner } }

  func stop() {
    shutdown(socket, Int32(SHUT_RDWR))
    close(socket)
  }

  private func serve() {
    while true {
      let connection = accept(socket, nil, nil)
      guard connection >= 0 else { return }
      let work = Unmanaged.passRetained(Work(self, connection))
      var thread = pthread_t()
      pthread_create(
        &thread, nil,
        { work in
          guard let work else { return nil }
          let taken = Unmanaged<Work>.fromOpaque(work).takeRetainedValue()
          taken.server.answer(taken.connection)
          return nil
        }, work.toOpaque())
      pthread_detach(thread)
    }
  }

  private func answer(_ connection: Int32) {
    defer { close(connection) }
    let request = read(connection)
    guard !request.isEmpty else { return }
    let number = seen.withLock { seen in
      seen.append(request)
      return seen.count - 1
    }
    underWay.withLock { $0 = ($0.now + 1, max($0.most, $0.now + 1)) }
    // Before the answer: whoever has it may ask again at once.
    func end() { underWay.withLock { $0.now -= 1 } }
    switch manner(number, request) {
    case .bytes(let bytes):
      end()
      write(bytes, to: connection)
    case .together(let bytes, let count):
      for _ in 0..<1000 where mostAtOnce < count { usleep(5000) }
      end()
      write(bytes, to: connection)
    case .slowly(let bytes, let pieces, let milliseconds):
      let size = max(1, bytes.count / pieces)
      for start in stride(from: 0, to: bytes.count, by: size) {
        write(Array(bytes[start..<min(start + size, bytes.count)]), to: connection)
        usleep(milliseconds * 1000)
      }
    case .late(let bytes, let milliseconds):
      usleep(milliseconds * 1000)
      write(bytes, to: connection)
    case .hangUp: break
    case .reset:
      var linger = linger(l_onoff: 1, l_linger: 0)
      setsockopt(connection, SOL_SOCKET, SO_LINGER, &linger, socklen_t(MemoryLayout.size(ofValue: linger)))
    }
  }

  /// Head and body, as far as the head says.
  private func read(_ connection: Int32) -> String {
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = Glibc.read(connection, &chunk, chunk.count)
      guard count > 0 else { break }
      bytes += chunk[..<count]
      guard let end = bytes.firstRange(of: Array("\r\n\r\n".utf8)) else { continue }
      let head = String(decoding: bytes[..<end.lowerBound], as: UTF8.self).lowercased()
      let length = head.split(separator: "\r\n").first { $0.hasPrefix("content-length:") }
        .flatMap { Int($0.dropFirst(15).filter(\.isNumber)) }
      if bytes.count - end.upperBound >= length ?? 0 { break }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private func write(_ bytes: [UInt8], to connection: Int32) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { send(connection, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
      guard count > 0 else { return }
      rest = rest.dropFirst(count)
    }
  }

  /// A connection on its way to its thread.
  private final class Work: Sendable {
    let server: LoopbackServer
    let connection: Int32

    init(_ server: LoopbackServer, _ connection: Int32) {
      self.server = server
      self.connection = connection
    }
  }
}

struct LoopbackError: Error {}

/// A port on which nobody listens.
func closedPort() throws -> UInt16 {
  let server = try LoopbackServer(.hangUp)
  server.stop()
  return server.port
}

// MARK: What servers say

enum HTTP {
  static func response(
    _ body: some Sequence<UInt8>, status: String = "200 OK", type: String = "application/json", extra: String = ""
  ) -> [UInt8] {
    let body = Array(body)
    let head =
      "HTTP/1.1 \(status)\r\nContent-Type: \(type)\r\nContent-Length: \(body.count)\r\nConnection: close\r\n\(extra)\r\n"
    return Array(head.utf8) + body
  }

  static func response(_ body: String, status: String = "200 OK", type: String = "application/json", extra: String = "")
    -> [UInt8]
  {
    response(body.utf8, status: status, type: type, extra: extra)
  }

  /// A chat completion in which the model says this.
  static func completion(_ content: String, extra: String = "") -> String {
    let escaped = content.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: "\\n")
    return #"{"id":"x","object":"chat.completion","model":"tiny-1","choices":[{"index":0,"finish_reason":"stop","#
      + #""message":{"role":"assistant","content":"\#(escaped)"}\#(extra)}],"usage":{"total_tokens":100}}"#
  }

  static func says(_ content: String, extra: String = "") -> [UInt8] { response(completion(content, extra: extra)) }
}
