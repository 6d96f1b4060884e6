import PluginAPI
import Testing

@testable import StanceLLM

@Suite struct SettingsTests {
  @Test(arguments: [
    ("http://localhost:11434/v1", "http://localhost:11434/v1/chat/completions", "localhost:11434"),
    ("http://127.0.0.1:8000/v1/", "http://127.0.0.1:8000/v1/chat/completions", "127.0.0.1:8000"),
    ("http://[::1]:8000/v1", "http://[::1]:8000/v1/chat/completions", "[::1]:8000"),
    ("https://API.Example.org/v1/chat/completions", "https://API.Example.org/v1/chat/completions", "api.example.org"),
    (
      "http://models.example.org/v1", "http://models.example.org/v1/chat/completions", "models.example.org, unencrypted"
    ),
  ])
  func addresses(_ text: String, _ completions: String, _ destination: String) throws {
    let endpoint = try Endpoint(text)
    #expect(endpoint.completions == completions)
    #expect(endpoint.destination == destination)
  }

  @Test(arguments: [
    "localhost:11434/v1", "ftp://example.org/v1", "file:///etc/passwd", "http://", "http://a b/v1",
    "https://user:secret@example.org/v1", "https://example.org/v1?key=secret", "https://example.org/v1#secret",
  ])
  func no_addresses(_ text: String) {
    let error = #expect(throws: ConfigError.self) { try Endpoint(text) }
    #expect(error?.description.contains("secret") == false)
  }

  @Test(arguments: ["sk-abc123", "my key", "abcdef0123456789", ""])
  func a_key_in_the_place_of_its_name_is_refused_and_not_said(_ name: String) {
    var settings = Asking.settings("http://localhost:1/v1")
    settings.keyVariable = name
    let error = #expect(throws: ConfigError.self) { try Asking.stage(settings) }
    #expect(name.isEmpty || error?.description.contains(name) == false)
  }

  @Test func it_says_where_the_text_goes_and_wants_a_model() throws {
    var settings = LanguageModelStances.Settings()
    #expect(throws: ConfigError.self) { try Asking.stage(settings) }
    settings.model = "tiny"
    #expect(try Asking.stage(settings).destinations == ["localhost:11434"])
  }

  @Test(arguments: [
    (AnswerForm.none, nil), (.json, #"{"type":"json_object"}"#), (.grammar, #""schema":{"type":"object""#),
    (.schema, #""type":"json_schema""#),
  ])
  func forms_of_the_answer(_ form: AnswerForm, _ part: String?) async throws {
    let server = try LoopbackServer(.bytes(HTTP.says(#"{"stance":"none"}"#)))
    defer { server.stop() }
    var settings = Asking.settings(server.address)
    (settings.form, settings.answerTokensField) = (form, .maxCompletionTokens)
    _ = try await Asking.ask(Asking.stage(settings), Asking.document(Asking.text))
    let request = try #require(server.requests.first)
    #expect(request.contains("response_format") == (part != nil))
    if let part { #expect(request.contains(part)) }
    #expect(request.contains("\"max_completion_tokens\":400"))
    #expect(request.hasPrefix("POST /v1/chat/completions HTTP/1.1\r\n"))
  }
}
