import CLibCurl
import Dispatch
import Synchronization

/// A request that carries JSON and expects JSON.
struct HTTPRequest: Sendable {
  let address: String
  let headers: [String]
  let body: [UInt8]
  /// Seconds that all of it may take.
  let timeout: Double
  /// Bytes that the answer may have.
  let mostBytes: Int
  /// Whether the machine itself is asked; then no proxy is.
  let isLocal: Bool
}

struct HTTPResponse: Sendable {
  var status = 0
  /// Seconds that the server asks to wait.
  var retryAfter: Int?
  /// Where it sends on to.
  var redirect: String?
  var body: [UInt8] = []
}

/// Why there is no response.
enum HTTPTrouble: Error, Equatable {
  case noLibrary
  case noConnection(String)
  case timedOut
  /// The response broke off or is no HTTP.
  case broken(String)
  case tooLarge
  /// The server cannot be trusted, or the address is wrong.
  case refused(String)
}

/// Sends requests by libcurl, each on a thread of its own, so that the run's few threads never wait for a server.
///
/// Handles are kept, because a handle keeps its connection: over TLS the handshake would cost more than the request. A
/// class, because it owns them.
final class HTTPClient: Sendable {
  /// Moves between threads, but is used by one at a time.
  private struct Handle: @unchecked Sendable {
    let pointer: UnsafeMutableRawPointer
  }

  private let idle = Mutex<[Handle]>([])
  private let queue = DispatchQueue(label: "twosouls.http", attributes: .concurrent)

  deinit { idle.withLock { for handle in $0 { shim_curl_free(handle.pointer) } } }

  func send(_ request: HTTPRequest) async -> Result<HTTPResponse, HTTPTrouble> {
    await withCheckedContinuation { continuation in
      queue.async { continuation.resume(returning: self.perform(request)) }
    }
  }

  private func perform(_ request: HTTPRequest) -> Result<HTTPResponse, HTTPTrouble> {
    guard shim_curl_open() != 0, let handle = idle.withLock({ $0.popLast() }) ?? fresh() else {
      return .failure(.noLibrary)
    }
    shim_curl_reset(handle.pointer)
    defer { idle.withLock { $0.append(handle) } }
    return Exchange(handle.pointer, request).run()
  }

  private func fresh() -> Handle? { shim_curl_handle().map { Handle(pointer: $0) } }
}

/// One request on one handle.
private struct Exchange {
  /// Collects the body. A class, because libcurl hands it back as a pointer.
  private final class Taker {
    var bytes: [UInt8] = []
    let most: Int
    var isFull = false

    init(_ most: Int) { self.most = most }

    func take(_ new: UnsafeBufferPointer<UInt8>) -> Bool {
      isFull = bytes.count + new.count > most
      if !isFull { bytes += new }
      return !isFull
    }
  }

  /// Numbers of `curl.h`, which never change.
  private enum Option {
    static let (timeout, connectTimeout, noSignal, protocols, http09): (Int32, Int32, Int32, Int32, Int32) = (
      155, 156, 99, 181, 285
    )
    static let (url, body, bodySize, headers, agent): (Int32, Int32, Int32, Int32, Int32) = (
      10002, 10015, 60, 10023, 10018
    )
    static let (taker, takerData, noProxy): (Int32, Int32, Int32) = (20011, 10001, 10177)
    static let (status, redirect, retryAfter): (Int32, Int32, Int32) = (0x200002, 0x10001F, 0x600039)
  }

  private let handle: UnsafeMutableRawPointer
  private let request: HTTPRequest

  init(_ handle: UnsafeMutableRawPointer, _ request: HTTPRequest) {
    self.handle = handle
    self.request = request
  }

  func run() -> Result<HTTPResponse, HTTPTrouble> {
    let taker = Taker(request.mostBytes)
    var list: UnsafeMutableRawPointer?
    for line in request.headers { list = shim_curl_append(list, line) }
    defer { shim_curl_free_list(list) }
    let milliseconds = Int(request.timeout * 1000)
    for (option, value) in [
      (Option.timeout, milliseconds), (Option.connectTimeout, min(milliseconds, 30_000)), (Option.noSignal, 1),
      (Option.protocols, 3), (Option.http09, 0), (Option.bodySize, request.body.count),
    ] {
      _ = shim_curl_set_number(handle, option, value)
    }
    _ = shim_curl_set_pointer(handle, Option.headers, list)
    _ = shim_curl_set_taker(handle, Option.taker) { bytes, size, count, taker in
      guard let bytes, let taker else { return 0 }
      return bytes.withMemoryRebound(to: UInt8.self, capacity: size * count) { new in
        let isTaken = Unmanaged<Taker>.fromOpaque(taker).takeUnretainedValue()
          .take(UnsafeBufferPointer(start: new, count: size * count))
        return isTaken ? size * count : 0
      }
    }
    let code = withExtendedLifetime(taker) {
      _ = shim_curl_set_pointer(handle, Option.takerData, Unmanaged.passUnretained(taker).toOpaque())
      return performed()
    }
    if taker.isFull { return .failure(.tooLarge) }
    guard code == 0 else { return .failure(trouble(code)) }
    return .success(response(taker.bytes))
  }

  /// libcurl copies strings, but not the body.
  private func performed() -> Int32 {
    _ = shim_curl_set_pointer(handle, Option.url, request.address)
    _ = shim_curl_set_pointer(handle, Option.agent, "twosouls")
    if request.isLocal { _ = shim_curl_set_pointer(handle, Option.noProxy, "*") }
    return request.body.withUnsafeBufferPointer { body in
      _ = shim_curl_set_pointer(handle, Option.body, body.baseAddress)
      return shim_curl_perform(handle)
    }
  }

  private func response(_ body: [UInt8]) -> HTTPResponse {
    var response = HTTPResponse(status: shim_curl_number(handle, Option.status), body: body)
    response.redirect = shim_curl_string(handle, Option.redirect).map { String(cString: $0) }
    let seconds = Int(shim_curl_offset(handle, Option.retryAfter))
    response.retryAfter = seconds > 0 ? seconds : nil
    return response
  }

  private func trouble(_ code: Int32) -> HTTPTrouble {
    let reason = shim_curl_reason(code).map { String(cString: $0).lowercased() } ?? "error \(code)"
    switch code {
    case 28: return .timedOut
    case 5, 6, 7: return .noConnection(reason)
    case 1, 3, 35, 51, 58, 59, 60, 77, 83, 90, 91: return .refused(reason)
    default: return .broken(reason)
    }
  }
}
