import Codebook
public import PluginAPI
public import StanceLexicon
public import Standoff

/// Asks a language model for the stance of passages and quotations, by the codebook.
public struct LanguageModelStances: Stage {
  public struct Settings: ComponentSettings {
    @Setting(
      "The address of an interface that speaks as OpenAI's chat completions do, up to and with /v1. The text is sent there."
    )
    public var endpoint = "http://localhost:11434/v1"
    @Setting("The model, as the endpoint names it.")
    public var model = ""
    @Setting("The name of the environment variable that holds the key, where the endpoint wants one; never the key.")
    public var keyVariable: String? = nil
    @Setting("What is judged.")
    public var unit: [JudgedUnit] = [.passage, .quotation]
    @Setting("A folder that keeps the answers, so that nothing is asked twice. Without it nothing is kept.")
    public var cache: SettingFolder? = nil
    @Setting("Asks for the attitude too; then the stage takes the place of attitude.rules.")
    public var attitude = false
    @Setting(
      "How the server holds the model to JSON: json as OpenAI's JSON mode, schema as OpenAI and Ollama, grammar as llama.cpp, none by words alone."
    )
    public var form = AnswerForm.json
    @Setting("Takes the score from the probabilities of the answer's tokens, where the server gives them.")
    public var logprobs = false
    @Setting("How freely words are drawn; 0 gives the likeliest answer. Nothing leaves it to the server.")
    public var temperature: Double? = 0
    @Setting("The seed, for servers that draw. Nothing leaves it out.")
    public var seed: Int? = 1966
    @Setting("The most tokens of an answer.", in: 16...100_000)
    public var answerTokens = 400
    @Setting("The name under which that number is sent.")
    public var answerTokensField = TokenField.maxTokens
    @Setting("How many bytes of text before and behind a unit are sent with it.", in: 0...20_000)
    public var surroundings = 400
    @Setting("Units with more bytes are not judged.", in: 100...200_000)
    public var longest = 8000
    @Setting("Units with fewer words are not judged.", in: 1...100)
    public var leastWords = 3
    @Setting("How many requests are under way at once, over all documents.", in: 1...64)
    public var concurrency = 2
    @Setting("Seconds that a request may take.", in: 0.05...3600)
    public var timeout = 120.0
    @Setting("How often a request is sent where the server is busy, fails or breaks off.", in: 1...20)
    public var attempts = 4
    @Setting("Seconds before the second attempt; they double each time.", in: 0.001...600)
    public var firstWait = 1.0
    @Setting("The most seconds that are waited before an attempt, even where the server asks for more.", in: 0...3600)
    public var longestWait = 60.0
    @Setting("The most requests of a run; what is left then is not judged. 0 sets no bound.", in: 0...100_000_000)
    public var mostRequests = 1000
    @Setting("The most tokens of a run, questions and answers together. 0 sets no bound.", in: 0...1_000_000_000_000)
    public var mostTokens = 0
    @Setting("After so many failures in a row nothing more is asked in the run.", in: 1...1000)
    public var stopAfter = 3
    @Setting("The most bytes of a response.", in: 1000...100_000_000)
    public var responseLimit = 1_000_000
    public init() {}
  }

  public static let name = "stance.llm"
  public static let summary =
    "Judges stances by a language model that the pipeline names; sends it the text. Scores are not calibrated."
  public static let words: [WordFile] = WordFile.all

  public let requires: Set<LayerName>
  public let provides: Set<LayerName>
  public let uses: Set<LayerName> = [Sentence.layer]
  public let destinations: [String]
  private let settings: Settings
  private let coder: Coder

  public init(_ settings: Settings, _ context: PipelineContext) throws {
    self.settings = settings
    guard !settings.model.isEmpty else {
      throw ConfigError(
        "stance.llm needs the name of a “model”; “ollama list” shows those of a local Ollama", at: .none)
    }
    let endpoint = try Endpoint(settings.endpoint)
    requires = Set(settings.unit.map(\.layer)).union([Passage.layer])
    provides = settings.attitude ? [Judgment.layer, Attitude.layer] : [Judgment.layer]
    destinations = [endpoint.destination]
    coder = try Coder(settings, endpoint, context.codebook)
  }

  public func annotate(_ document: Document, _ diagnostics: Diagnostics) async throws -> Annotations {
    let units = try Units(of: document, settings.unit)
    let questions = try Questions(document, surroundings: settings.surroundings)
    var asked: [Question] = []
    for (unit, id, span)
      in (settings.unit.contains(.passage)
      ? units.passages.map { (JudgedUnit.passage, $0.id, $0.span) } : [])
      + units.quotations.map({ (JudgedUnit.quotation, $0.id, $0.span) })
    {
      guard span.count <= settings.longest else {
        diagnostics.note(.tooLong(id, settings.longest), at: span)
        continue
      }
      let question = questions.question(unit, id, span)
      if question.words >= settings.leastWords { asked.append(question) }
    }
    let verdicts = try await coder.verdicts(on: asked)
    var (judgments, attitudes) = (Layer<Judgment>(), Layer<Attitude>())
    for (question, verdict) in zip(asked, verdicts) {
      if let trouble = verdict.trouble { diagnostics.warn(trouble, at: question.span) }
      for note in verdict.notes { diagnostics.note(note, at: question.span) }
      guard let judgment = verdict.judgment else { continue }
      judgments.add(judgment, on: question.id)
      if let attitude = verdict.attitude { attitudes.add(attitude, on: question.id) }
    }
    let left = verdicts.count { $0.isUnasked }
    if left > 0 { diagnostics.warn(.spent(left, of: asked.count, isKept: settings.cache != nil)) }
    return settings.attitude ? Annotations(judgments, attitudes) : Annotations(judgments)
  }
}

/// How a server is told that the answer is JSON.
public enum AnswerForm: String, SettingChoice {
  case none, json, schema, grammar
}

/// The name of the most tokens of an answer in a request.
public enum TokenField: String, SettingChoice {
  case maxTokens = "max_tokens"
  case maxCompletionTokens = "max_completion_tokens"
}

extension Question {
  fileprivate var words: Int { text.split(whereSeparator: \.isWhitespace).count }
}

extension Diagnostic.Message {
  fileprivate static func tooLong(_ id: AnnotationID, _ longest: Int) -> Self {
    Self("llm.long", "\(id) has more than \(longest) bytes and is not judged; raise “longest”")
  }

  fileprivate static func spent(_ left: Int, of count: Int, isKept: Bool) -> Self {
    let next = isKept ? "; the answers are kept, so that another run goes on from here" : "; raise them"
    return Self(
      "llm.spent", "\(left) of \(count) units are not judged: the most requests or tokens of the run are used up\(next)"
    )
  }
}
