import Codebook
import Glibc
import PluginAPI
import Standoff
import Testing

@testable import StanceLLM

/// A server misbehaves in every way a server can; what the user reads then.
@Suite(.serialized) struct MisbehaviourTests {
  struct Case: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let manner: LoopbackServer.Manner
    /// The error of the document, with HOST for the server's.
    let says: String
    /// How many requests it takes; two where it is worth another attempt.
    let requests: Int

    init(_ name: String, _ manner: LoopbackServer.Manner, _ says: String, requests: Int = 1) {
      testDescription = name
      self.manner = manner
      self.says = says
      self.requests = requests
    }
  }

  private static let good = HTTP.says(Asking.below)

  @Test(arguments: [
    Case(
      "it hangs", .late(good, milliseconds: 1500),
      "HOST did not answer within 0.3 s (asked 2 times); raise “timeout”, or take a smaller model", requests: 2),
    Case(
      "it is too slow", .slowly(good, pieces: 40, milliseconds: 60),
      "HOST did not answer within 0.3 s (asked 2 times); raise “timeout”, or take a smaller model", requests: 2),
    Case(
      "half an answer", .bytes(Array(good.prefix(good.count / 2))),
      "the answer of HOST broke off (asked 2 times): transferred a partial file; run again", requests: 2),
    Case(
      "it hangs up", .hangUp,
      "the answer of HOST broke off (asked 2 times): server returned nothing (no headers, no data); run again",
      requests: 2),
    Case(
      "it cuts the connection", .reset,
      "the answer of HOST broke off (asked 2 times): failure when receiving data from the peer; run again",
      requests: 2),
    Case(
      "chunks without sense",
      .bytes(Array("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzzz\r\nnothing\r\n".utf8)),
      "the answer of HOST broke off (asked 2 times): failure when receiving data from the peer; run again",
      requests: 2),
    Case(
      "a length that is too long",
      .bytes(Array("HTTP/1.1 200 OK\r\nContent-Length: 9000\r\nConnection: close\r\n\r\n{}".utf8)),
      "the answer of HOST broke off (asked 2 times): transferred a partial file; run again", requests: 2),
    Case(
      "a length that is too short",
      .bytes(Array("HTTP/1.1 200 OK\r\nContent-Length: 9\r\nConnection: close\r\n\r\n\(HTTP.completion("x"))".utf8)),
      "HOST answered with something else than JSON (asked 2 times): no valid JSON at byte 9: expected a comma or }",
      requests: 2),
    Case(
      "no HTTP at all", .bytes(Array("220 mail.example.org ready\r\n".utf8)),
      "HOST was not asked: unsupported protocol; look at “endpoint”"),
    Case(
      "the key is refused",
      .bytes(HTTP.response(#"{"error":{"message":"Incorrect API key"}}"#, status: "401 Unauthorized")),
      "HOST refuses access (401) “Incorrect API key”; name the variable with a key by “key-variable”"),
    Case(
      "no such model", .bytes(HTTP.response(#"{"error":"model 'tiny' not found"}"#, status: "404 Not Found")),
      "HOST knows no such address or no model “tiny” (404) “model 'tiny' not found”; look at “endpoint” and “model”"),
    Case(
      "it does not know a setting",
      .bytes(HTTP.response(#"{"error":{"message":"no response_format"}}"#, status: "400 Bad Request")),
      "HOST did not accept the request (400) “no response_format”; look at the settings of stance.llm"),
    Case(
      "it takes no more", .bytes(HTTP.response("{}", status: "429 Too Many Requests")),
      "HOST takes no more requests for now (429) (asked 2 times); lower “concurrency”, or run again later",
      requests: 2),
    Case(
      "it takes no more for an hour",
      .bytes(HTTP.response("{}", status: "429 Too Many Requests", extra: "Retry-After: 3600\r\n")),
      "HOST takes no more requests for now (429), and asks to wait 3600 s; lower “concurrency”, or run again later"),
    Case(
      "it fails", .bytes(HTTP.response("oops", status: "500 Internal Server Error", type: "text/plain")),
      "HOST failed (500) (asked 2 times); look at its log, or run again later", requests: 2),
    Case(
      "it is overloaded",
      .bytes(HTTP.response(#"{"error":{"message":"loading model"}}"#, status: "503 Service Unavailable")),
      "HOST failed (503) (asked 2 times) “loading model”; look at its log, or run again later", requests: 2),
    Case(
      "a web page", .bytes(HTTP.response("<!DOCTYPE html><title>Hello</title>", type: "text/html")),
      "HOST answered with a web page; “endpoint” takes the address of its interface, often with /v1"),
    Case(
      "nothing", .bytes(HTTP.response("")),
      "HOST answered with something else than JSON (asked 2 times): no valid JSON at byte 0: expected a value",
      requests: 2),
    Case(
      "JSON of another shape", .bytes(HTTP.response(#"{"answer":"below"}"#)),
      "HOST answered, but not as OpenAI's chat completions do (asked 2 times): there is no list “choices”; look at “endpoint”",
      requests: 2),
    Case(
      "a list", .bytes(HTTP.response("[1,2]")),
      "HOST answered, but not as OpenAI's chat completions do (asked 2 times): expected an object; look at “endpoint”",
      requests: 2),
    Case(
      "no choices", .bytes(HTTP.response(#"{"choices":[]}"#)),
      "HOST answered, but not as OpenAI's chat completions do (asked 2 times): “choices” is empty; look at “endpoint”",
      requests: 2),
    Case(
      "a key twice", .bytes(HTTP.response(#"{"choices":[1],"choices":[]}"#)),
      "HOST answered, but not as OpenAI's chat completions do (asked 2 times): “choices” stands there twice; look at “endpoint”",
      requests: 2),
    Case(
      "bytes that are no UTF-8", .bytes(HTTP.response([0x7B, 0x22, 0xFF, 0xFE, 0x22, 0x7D])),
      "HOST answered with something else than JSON (asked 2 times): it is no UTF-8", requests: 2),
    Case(
      "an answer without end", .bytes(HTTP.response([UInt8](repeating: 0x20, count: 300_000))),
      "the answer of HOST is larger than 100000 bytes; look at “endpoint”, or raise “response-limit”"),
    Case(
      "it sends on to another host",
      .bytes(HTTP.response("", status: "307 Temporary Redirect", extra: "Location: http://example.org/v1\r\n")),
      "HOST sends on to http://example.org/v1; text goes nowhere but to “endpoint”, so write the right address there"),
  ])
  func what_the_user_reads(_ example: Case) async throws {
    let server = try LoopbackServer(example.manner)
    defer { server.stop() }
    var settings = Asking.settings(server.address)
    settings.responseLimit = 100_000
    if example.says.contains("0.3 s") { settings.timeout = 0.3 }
    let stage = try Asking.stage(settings)
    let error = await #expect(throws: EndpointTrouble.self) {
      try await Asking.ask(stage, Asking.document(Asking.text))
    }
    #expect(error?.description.replacing(server.host, with: "HOST") == example.says)
    #expect(server.requests.count == example.requests)
  }

  @Test func nobody_listens() async throws {
    let port = try closedPort()
    let stage = try Asking.stage(Asking.settings("http://127.0.0.1:\(port)/v1"))
    let error = await #expect(throws: EndpointTrouble.self) {
      try await Asking.ask(stage, Asking.document(Asking.text))
    }
    #expect(
      error?.description
        == "127.0.0.1:\(port) cannot be reached (asked 2 times): couldn't connect to server; is the server running, "
        + "and is “endpoint” right?")
  }

  @Test(arguments: [
    ("the server was busy", HTTP.response("{}", status: "429 Too Many Requests", extra: "Retry-After: 1\r\n")),
    ("the server failed", HTTP.response("{}", status: "503 Service Unavailable")),
    ("the answer broke off", Array(good.prefix(90))),
  ])
  func the_second_attempt_succeeds(_ name: String, _ first: [UInt8]) async throws {
    let server = try LoopbackServer { number, _ in .bytes(number == 0 ? first : Self.good) }
    defer { server.stop() }
    let heard = try await Asking.ask(Asking.stage(Asking.settings(server.address)), Asking.document(Asking.text))
    #expect(heard.judgments.map(\.stance) == [.below])
    #expect(server.requests.count == 2)
  }

  @Test func after_failures_in_a_row_nothing_more_is_asked() async throws {
    let server = try LoopbackServer(.bytes(HTTP.response("{}", status: "500 Internal Server Error")))
    defer { server.stop() }
    var settings = Asking.settings(server.address)
    (settings.attempts, settings.stopAfter, settings.concurrency) = (1, 2, 1)
    let stage = try Asking.stage(settings)
    for _ in 0..<2 {
      await #expect(throws: EndpointTrouble.self) { try await Asking.ask(stage, Asking.document(Asking.text)) }
    }
    let error = await #expect(throws: EndpointClosed.self) {
      try await Asking.ask(stage, Asking.document(Asking.text))
    }
    #expect(
      error?.description
        == "\(server.host) is not asked any more in this run after 2 failures in a row: \(server.host) failed (500); "
        + "look at its log, or run again later")
    #expect(server.requests.count == 2)
  }

  @Test func the_key_is_sent_and_never_said() async throws {
    setenv("STANCE_LLM_TEST_KEY", "secret-123", 1)
    let server = try LoopbackServer(
      .bytes(HTTP.response(#"{"error":{"message":"the key secret-123 is wrong"}}"#, status: "401 Unauthorized")))
    defer { server.stop() }
    var settings = Asking.settings(server.address)
    settings.keyVariable = "STANCE_LLM_TEST_KEY"
    let error = await #expect(throws: EndpointTrouble.self) {
      try await Asking.ask(Asking.stage(settings), Asking.document(Asking.text))
    }
    #expect(server.requests.first?.contains("Authorization: Bearer secret-123") == true)
    #expect(
      error?.description
        == "\(server.host) refuses access (401) “the key … is wrong”; look at the key in “STANCE_LLM_TEST_KEY”")
  }

  @Test(arguments: [
    (
      "STANCE_LLM_UNSET",
      "the environment has no “STANCE_LLM_UNSET”, which holds the key for 127.0.0.1:1; set it and run again"
    ),
    (
      "STANCE_LLM_BROKEN",
      "what “STANCE_LLM_BROKEN” holds is no key: it has white space or letters beyond ASCII inside"
    ),
  ])
  func a_key_that_is_none(_ variable: String, _ says: String) async throws {
    setenv("STANCE_LLM_BROKEN", "a\r\nX-Other: b", 1)
    var settings = Asking.settings("http://127.0.0.1:1/v1")
    settings.keyVariable = variable
    let error = await #expect(throws: EndpointTrouble.self) {
      try await Asking.ask(Asking.stage(settings), Asking.document(Asking.text))
    }
    #expect(error?.description == says)
  }
}
