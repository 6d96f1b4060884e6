import Codebook
import PluginAPI
import Standoff

/// Codes units by a model: asks, keeps, checks, and asks once more where the answer cannot be used.
struct Coder: Sendable {
  /// What came of a unit.
  struct Verdict: Sendable {
    var judgment: Judgment?
    var attitude: Attitude?
    /// Why the answer could not be used.
    var trouble: Diagnostic.Message?
    /// What was left out of an answer that could be used.
    var notes: [Diagnostic.Message] = []
    /// Whether it was not asked about, because requests or tokens are used up.
    var isUnasked = false
  }

  /// How often a model is asked about a unit until its answer can be used.
  private static let tries = 2

  private let settings: LanguageModelStances.Settings
  private let prompt: Prompt
  private let service: ChatService
  private let cache: AnswerCache?
  private let host: String

  init(_ settings: LanguageModelStances.Settings, _ endpoint: Endpoint, _ codebook: Codebook) throws {
    self.settings = settings
    prompt = try Prompt(codebook, asksAttitude: settings.attitude)
    cache = settings.cache.map { AnswerCache(folder: $0.resolvedPath) }
    host = endpoint.host
    if let variable = settings.keyVariable, !variable.isVariableName {
      // Not quoted: it may be the key itself.
      throw ConfigError(
        "“key-variable” takes the name of an environment variable in capitals, such as OPENAI_API_KEY", at: .none)
    }
    var bounds = ChatService.Bounds()
    (bounds.attempts, bounds.firstWait, bounds.longestWait) = (
      settings.attempts, settings.firstWait, settings.longestWait
    )
    (bounds.timeout, bounds.mostBytes, bounds.stopAfter) = (
      settings.timeout, settings.responseLimit, settings.stopAfter
    )
    (bounds.mostRequests, bounds.mostTokens) = (settings.mostRequests, settings.mostTokens)
    service = ChatService(
      endpoint, model: settings.model, keyVariable: settings.keyVariable, concurrency: settings.concurrency, bounds)
  }

  /// In the order of the questions, of which some are under way at once.
  func verdicts(on questions: [Question]) async throws -> [Verdict] {
    var verdicts = [Verdict?](repeating: nil, count: questions.count)
    try await withThrowingTaskGroup(of: (Int, Verdict).self) { group in
      var rest = questions.indices.makeIterator()
      func next() {
        guard let index = rest.next() else { return }
        group.addTask { (index, try await verdict(on: questions[index])) }
      }
      for _ in 0..<settings.concurrency { next() }
      while let (index, verdict) = try await group.next() {
        verdicts[index] = verdict
        next()
      }
    }
    return verdicts.compactMap(\.self)
  }

  private func verdict(on question: Question) async throws -> Verdict {
    var messages = prompt.messages(question)
    var problem = ""
    for _ in 0..<Self.tries {
      guard let reply = try await reply(to: messages, question) else { return Verdict(isUnasked: true) }
      do throws(Answer.Unusable) {
        return verdict(try Answer(reply, to: question, prompt), reply, question)
      } catch {
        problem = error.problem
        messages = prompt.messages(question) + prompt.again(reply.content, problem)
      }
    }
    return Verdict(trouble: .unusable(question.id, problem))
  }

  /// What the model says, from the cache where it has said it before.
  private func reply(to messages: [JSONValue], _ question: Question) async throws -> Reply? {
    let request = request(messages, question)
    let key = AnswerCache.key(of: request)
    if let reply = cache?.reply(to: key) { return reply }
    // A token has some four bytes in English; of other languages fewer.
    let tokens = request.count / 3 + settings.answerTokens
    switch try await service.reply(to: request, key: key, tokens: tokens) {
    case .spent: return nil
    case .reply(let reply): return try cache?.keep(reply, for: key) ?? reply
    }
  }

  private func request(_ messages: [JSONValue], _ question: Question) -> [UInt8] {
    func member(_ key: String, _ value: JSONValue) -> JSONValue.Member { JSONValue.Member(key: key, value: value) }
    func type(_ name: String) -> JSONValue.Member { member("type", .string(name)) }
    var members = [
      member("model", .string(settings.model)), member("messages", .array(messages)),
      member(settings.answerTokensField.rawValue, .number("\(settings.answerTokens)")),
    ]
    if let temperature = settings.temperature { members.append(member("temperature", .number("\(temperature)"))) }
    if let seed = settings.seed { members.append(member("seed", .number("\(seed)"))) }
    if settings.logprobs { members.append(member("logprobs", .bool(true))) }
    switch settings.form {
    case .none: break
    case .json: members.append(member("response_format", .object([type("json_object")])))
    case .schema:
      let schema = JSONValue.object([
        member("name", .string("judgment")), member("strict", .bool(true)), member("schema", prompt.schema(question)),
      ])
      members.append(member("response_format", .object([type("json_schema"), member("json_schema", schema)])))
    case .grammar:
      members.append(
        member("response_format", .object([type("json_object"), member("schema", prompt.schema(question))])))
    }
    var json = JSONWriter()
    json.value(.object(members))
    return json.bytes
  }
}

extension Coder {
  private func verdict(_ answer: Answer, _ reply: Reply, _ question: Question) -> Verdict {
    let name = reply.model.isEmpty ? Reply.line(settings.model, most: 80) : reply.model
    let by = "\(LanguageModelStances.name) \(name) at \(host), prompt \(prompt.hash)"
    let score = settings.logprobs ? reply.probability ?? answer.confidence : answer.confidence
    let scores = scores(answer.stance, score ?? 1, among: prompt.stances(question))
    var verdict = Verdict()
    verdict.judgment = Judgment(
      answer.stance, scores: scores, strain: answer.strain, by: by,
      evidence: answer.evidence.map { Evidence(at: $0, weight: 1, toward: answer.stance) })
    verdict.judgment?.reason = answer.reason
    if let attitude = answer.attitude {
      verdict.attitude = Attitude(
        attitude, side: prompt.codebook.side(answer.stance, attitude),
        score: scores.first { $0.stance == answer.stance }?.value ?? 0, by: by)
    }
    verdict.notes = answer.notes.map { .leftOut($0) }
    return verdict
  }

  /// The model's confidence for the label, and what is left in even shares for the others; in thousandths.
  ///
  /// A confidence below an even share would be one in another label, which the model has not given: it counts as even.
  private func scores(_ stance: Stance, _ confidence: Double, among names: [Stance]) -> [Judgment.Score] {
    guard names.count > 1 else { return [Judgment.Score(stance, 1)] }
    let rest = min(1000 - Int((confidence * 1000).rounded()), 1000 - 1000 / names.count)
    let each = rest / (names.count - 1)
    return names.map { name in
      Judgment.Score(name, Double(name == stance ? 1000 - each * (names.count - 1) : each) / 1000)
    }
  }
}

extension String {
  /// Capitals alone, so that a key written here by mistake is not taken for a name and printed.
  fileprivate var isVariableName: Bool {
    let isFirst = utf8.first.map { $0 == 0x5F || (0x41...0x5A).contains($0) } ?? false
    return isFirst && utf8.allSatisfy { $0 == 0x5F || (0x30...0x39).contains($0) || (0x41...0x5A).contains($0) }
  }
}

extension Diagnostic.Message {
  fileprivate static func unusable(_ id: AnnotationID, _ problem: String) -> Self {
    Self("llm.unusable", "\(id) is not judged: the model's answer cannot be used, \(problem)")
  }

  fileprivate static func leftOut(_ note: String) -> Self { Self("llm.left-out", "left out of an answer: \(note)") }
}
