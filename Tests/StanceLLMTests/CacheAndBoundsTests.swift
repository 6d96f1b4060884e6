import Codebook
import Foundation
import PluginAPI
import PluginTesting
import Standoff
import Testing

@testable import StanceLLM

@Suite struct CacheAndBoundsTests {
  /// A folder that goes with its value.
  private final class Folder: Sendable {
    let path = FileManager.default.temporaryDirectory.appending(path: "answers-\(UUID().uuidString)").path
    deinit { try? FileManager.default.removeItem(atPath: path) }

    var files: [String] {
      let all = FileManager.default.enumerator(atPath: path)?.compactMap { $0 as? String } ?? []
      return all.filter { $0.hasSuffix(".json") }
    }
    var setting: SettingFolder? { SettingFolder(ConfigNode(.string(path))) }
  }

  @Test func what_was_answered_is_not_asked_again() async throws {
    let folder = Folder()
    let server = try LoopbackServer { number, _ in .bytes(HTTP.says(number == 0 ? "unusable" : Asking.below)) }
    var settings = Asking.settings(server.address)
    settings.cache = folder.setting
    settings.concurrency = 1
    let document = try Asking.document(Asking.text, "The harbour was dredged again in the spring of that year.")
    let stage = try Asking.stage(settings)
    let first = try document.adding(try await stage.annotate(document, Diagnostics()))
    let asked = server.requests.count
    #expect(asked == 3)
    #expect(folder.files.count == 3)
    server.stop()
    // Nobody answers now; an answer that could not be used is kept too.
    let second = try document.adding(try await Asking.stage(settings).annotate(document, Diagnostics()))
    #expect(first.json() == second.json())
    #expect(server.requests.count == asked)
  }

  @Test func the_same_passage_twice_has_one_answer() async throws {
    let folder = Folder()
    let server = try LoopbackServer { number, _ in
      .late(HTTP.says(number == 0 ? Asking.below : #"{"stance":"above"}"#), milliseconds: number == 0 ? 200 : 1)
    }
    defer { server.stop() }
    var settings = Asking.settings(server.address)
    (settings.cache, settings.surroundings) = (folder.setting, 0)
    let document = try Asking.document(Asking.text, Asking.text)
    let heard = try await Asking.ask(Asking.stage(settings), document)
    #expect(Set(heard.judgments.map(\.stance)).count == 1)
  }

  @Test func a_torn_file_is_asked_for_again() async throws {
    let folder = Folder()
    let server = try LoopbackServer(.bytes(HTTP.says(Asking.below)))
    defer { server.stop() }
    var settings = Asking.settings(server.address)
    settings.cache = folder.setting
    let document = try Asking.document(Asking.text)
    _ = try await Asking.ask(Asking.stage(settings), document)
    let file = try #require(folder.files.first)
    try Data("{\"answer\":1,\"ke".utf8).write(to: URL(filePath: "\(folder.path)/\(file)"))
    for _ in 0..<2 {
      let heard = try await Asking.ask(Asking.stage(settings), document)
      #expect(heard.judgments.map(\.stance) == [.below])
    }
    #expect(server.requests.count == 2)
  }

  @Test func a_folder_that_cannot_be_written_is_said() async throws {
    let server = try LoopbackServer(.bytes(HTTP.says(Asking.below)))
    defer { server.stop() }
    var settings = Asking.settings(server.address)
    settings.cache = SettingFolder(ConfigNode(.string("/proc/answers")))
    let error = await #expect(throws: CacheError.self) {
      try await Asking.ask(Asking.stage(settings), Asking.document(Asking.text))
    }
    #expect(error?.description.hasPrefix("the answer cannot be kept in “/proc/answers”: ") == true)
  }

  @Test func the_files_hold_answers_and_no_text_around_them() async throws {
    let folder = Folder()
    let server = try LoopbackServer(.bytes(HTTP.says(#"{"stance":"none"}"#)))
    defer { server.stop() }
    var settings = Asking.settings(server.address)
    settings.cache = folder.setting
    _ = try await Asking.ask(Asking.stage(settings), Asking.document(Asking.text))
    let file = try String(contentsOfFile: "\(folder.path)/\(try #require(folder.files.first))", encoding: .utf8)
    #expect(!file.contains("workers"))
  }

  @Test(arguments: [(2, 0, 3), (0, 300, 5), (0, 0, 0)])
  func requests_and_tokens_have_bounds(_ requests: Int, _ tokens: Int, _ left: Int) async throws {
    let server = try LoopbackServer(.bytes(HTTP.says(#"{"stance":"none"}"#)))
    defer { server.stop() }
    var settings = Asking.settings(server.address)
    (settings.mostRequests, settings.mostTokens, settings.concurrency) = (requests, tokens, 1)
    settings.answerTokens = 100
    let document = try Asking.document(
      "One and two and three.", "Four and five and six.", "Seven, eight and nine.", "Ten, eleven and twelve.",
      "Thirteen and fourteen and fifteen.")
    let heard = try await Asking.ask(Asking.stage(settings), document)
    #expect(heard.judgments.count == 5 - left)
    let said = "\(left) of 5 units are not judged: the most requests or tokens of the run are used up; raise them"
    #expect(heard.diagnostics == (left > 0 ? [said] : []))
    #expect(server.requests.count == heard.judgments.count)
  }

  @Test func so_many_requests_are_under_way_at_once() async throws {
    let server = try LoopbackServer(.together(HTTP.says(#"{"stance":"none"}"#), count: 2))
    defer { server.stop() }
    var settings = Asking.settings(server.address)
    settings.concurrency = 2
    let document = try Asking.document(
      "One and two and three.", "Four and five and six.", "Seven, eight and nine.", "Ten, eleven and twelve.")
    let stage = try Asking.stage(settings)
    async let one = Asking.ask(stage, document)
    async let other = Asking.ask(stage, document)
    #expect(try await one.judgments.count + other.judgments.count == 8)
    #expect(server.mostAtOnce == 2)
  }

  @Test func what_is_too_short_or_too_long_is_not_sent() async throws {
    let server = try LoopbackServer(.bytes(HTTP.says(#"{"stance":"none"}"#)))
    defer { server.stop() }
    var settings = Asking.settings(server.address)
    settings.longest = 100
    let document = try Asking.document(
      "Chapter one.", String(repeating: "long words ", count: 20), "These are three words.")
    let heard = try await Asking.ask(Asking.stage(settings), document)
    #expect(server.requests.count == 1)
    #expect(heard.judgments.count == 1)
    #expect(heard.diagnostics == ["p2 has more than 100 bytes and is not judged; raise “longest”"])
  }

  @Test func it_keeps_the_contract() async throws {
    let server = try LoopbackServer(.bytes(HTTP.says(#"{"stance":"above","evidence":["a"]}"#)))
    defer { server.stop() }
    let folder = Folder()
    var settings = Asking.settings(server.address)
    (settings.cache, settings.mostRequests) = (folder.setting, 0)
    let findings = await Conformance.findings(try Asking.stage(settings)) { document in
      var (passages, quotations) = (Layer<Passage>(), Layer<Quotation>())
      passages.add(Passage(number: 1), at: document.text.all)
      quotations.add(Quotation(.speech, marks: "“”", rule: "test"), at: document.text.all)
      return try document.adding(passages, quotations)
    }
    #expect(findings.isEmpty, "\(findings)")
  }
}
