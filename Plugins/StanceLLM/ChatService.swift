import Glibc
import Standoff
import Synchronization

/// Asks the endpoint, with patience and within bounds: it waits and asks again where that may help, keeps to the most
/// requests and tokens, and stops asking where nothing comes back.
///
/// A class, because all documents of a run share its counts.
final class ChatService: Sendable {
  struct Bounds: Sendable {
    var attempts = 4
    /// Seconds before the second attempt; twice as many before the third, and so on.
    var firstWait = 1.0
    /// Seconds; where a server asks for more, the request has failed.
    var longestWait = 60.0
    var timeout = 120.0
    var mostBytes = 1_000_000
    /// 0 for no bound.
    var mostRequests = 0
    var mostTokens = 0
    var stopAfter = 3
  }

  enum Outcome: Sendable {
    case reply(Reply)
    /// The requests or tokens of the run are used up.
    case spent
  }

  private struct Counts {
    var requests = 0
    var tokens = 0
    var failures = 0
    var closed: EndpointClosed?
  }

  private let endpoint: Endpoint
  private let model: String
  private let variable: String?
  private let bounds: Bounds
  private let gate: Gate
  private let client = HTTPClient()
  private let counts = Mutex(Counts())

  init(_ endpoint: Endpoint, model: String, keyVariable: String?, concurrency: Int, _ bounds: Bounds) {
    self.endpoint = endpoint
    self.model = model
    variable = keyVariable
    self.bounds = bounds
    gate = Gate(concurrency)
  }

  /// How many requests were sent; attempts count each.
  var requests: Int { counts.withLock { $0.requests } }

  /// - Parameters:
  ///   - key: the hash of the request, which the length of waits is drawn from.
  ///   - tokens: how many tokens question and answer will have at most, by a rough guess.
  /// - Throws: ``EndpointTrouble``, ``EndpointClosed`` or a cancellation.
  func reply(to body: [UInt8], key: String, tokens: Int) async throws -> Outcome {
    try await gate.pass { () async throws -> Outcome in
      var attempt = 1
      while true {
        try Task.checkCancellation()
        if let closed = counts.withLock({ $0.closed }) { throw closed }
        let headers = try headers()
        guard reserve(tokens) else { return .spent }
        do throws(EndpointTrouble.Kind) {
          let reply = try await send(body, headers)
          succeed(reply.tokens ?? tokens, reserved: tokens)
          return .reply(reply)
        } catch {
          succeed(0, reserved: tokens, isFailure: true)
          var trouble = trouble(error)
          trouble.attempts = attempt
          guard trouble.mayPass, attempt < bounds.attempts, let wait = wait(before: attempt + 1, error, key) else {
            fail(trouble)
            throw trouble
          }
          try await Task.sleep(for: .seconds(wait))
          attempt += 1
        }
      }
    }
  }

  private func send(_ body: [UInt8], _ headers: [String]) async throws(EndpointTrouble.Kind) -> Reply {
    let request = HTTPRequest(
      address: endpoint.completions, headers: headers, body: body, timeout: bounds.timeout, mostBytes: bounds.mostBytes,
      isLocal: endpoint.isLocal)
    let response: HTTPResponse
    switch await client.send(request) {
    case .success(let success): response = success
    case .failure(.noLibrary): throw .noLibrary
    case .failure(.noConnection(let reason)): throw .noConnection(reason)
    case .failure(.timedOut): throw .timedOut(seconds: bounds.timeout)
    case .failure(.broken(let reason)): throw .broken(reason)
    case .failure(.refused(let reason)): throw .refused(reason)
    case .failure(.tooLarge): throw .tooLarge(bytes: bounds.mostBytes)
    }
    if (300..<400).contains(response.status) { throw .redirect(to: response.redirect ?? "another address") }
    guard response.status == 200 else {
      throw .status(response.status, said: said(in: response.body), wait: response.retryAfter)
    }
    return try Reply(envelope: response.body)
  }

  private func headers() throws -> [String] {
    var headers = ["Content-Type: application/json", "Accept: application/json", "Expect:"]
    guard let variable else { return headers }
    guard let key = Self.key(variable) else { throw refuse(.noKey(variable: variable)) }
    guard key.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else { throw refuse(.badKey(variable: variable)) }
    headers.append("Authorization: Bearer \(key)")
    return headers
  }

  private static func key(_ variable: String) -> String? {
    getenv(variable).map { String(cString: $0) }.flatMap { $0.isEmpty ? nil : $0 }
  }

  /// What a server says of an error, on one line, and never with the key in it.
  private func said(in body: [UInt8]) -> String {
    let json = try? JSONValue(parsing: body)
    let error = json?["error"] ?? json?["detail"] ?? json?["message"]
    var text = error?.string ?? error?["message"]?.string ?? ""
    if let key = variable.flatMap(Self.key) { text.replace(key, with: "…") }
    let words = text.split(whereSeparator: { $0.isWhitespace || ($0.asciiValue ?? 0x20) < 0x20 }).joined(separator: " ")
    return words.count > 200 ? words.prefix(200) + "…" : words
  }

  private func trouble(_ kind: EndpointTrouble.Kind) -> EndpointTrouble {
    EndpointTrouble(host: endpoint.host, kind: kind, variable: variable, model: model)
  }

  private func refuse(_ kind: EndpointTrouble.Kind) -> EndpointTrouble {
    let trouble = trouble(kind)
    fail(trouble)
    return trouble
  }
}

// MARK: Waiting and counting

extension ChatService {
  /// Seconds before an attempt; nothing where the server asks for more than is waited.
  ///
  /// It doubles each time, and is between half and one and a half of that, drawn from the request's hash: many requests
  /// do not come back at the same moment, and the same request waits the same time.
  private func wait(before attempt: Int, _ kind: EndpointTrouble.Kind, _ key: String) -> Double? {
    if case .status(_, _, let asked?) = kind { return Double(asked) <= bounds.longestWait ? Double(asked) : nil }
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in "\(key) \(attempt)".utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    let share = Double(hash >> 11) / Double(1 << 53 as UInt64)
    let doubled = bounds.firstWait * Double(1 << min(attempt - 2, 20))
    return min(doubled * (0.5 + share), bounds.longestWait)
  }

  /// Takes a request and its tokens from what is left, where enough is.
  private func reserve(_ tokens: Int) -> Bool {
    counts.withLock { counts in
      if bounds.mostRequests > 0, counts.requests >= bounds.mostRequests { return false }
      if bounds.mostTokens > 0, counts.tokens + tokens > bounds.mostTokens { return false }
      counts.requests += 1
      counts.tokens += tokens
      return true
    }
  }

  private func succeed(_ used: Int, reserved: Int, isFailure: Bool = false) {
    counts.withLock { counts in
      counts.tokens += used - reserved
      if !isFailure { counts.failures = 0 }
    }
  }

  private func fail(_ trouble: EndpointTrouble) {
    counts.withLock { counts in
      counts.failures += 1
      guard counts.closed == nil, trouble.isFinal || counts.failures >= bounds.stopAfter else { return }
      counts.closed = EndpointClosed(
        host: endpoint.host, failures: trouble.isFinal ? 0 : counts.failures, last: trouble.description)
    }
  }
}
