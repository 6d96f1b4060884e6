import Codebook
import Languages
public import PluginAPI
public import Standoff
import TextScanning

/// Finds words between quotation marks, block quotations and quotations that the source states, and tells speech from
/// terms and titles.
public struct MarkedQuotations: Stage {
  public struct Settings: ComponentSettings {
    @Setting("Rules for the kind of a quotation that do not count, to see what each brings.")
    public var without: [KindRule] = []
    @Setting("A quotation with fewer words is speech only where the words around it say so.", in: 1...20)
    public var minimumWords = 3
    @Setting("Word files of languages of your own, or in place of those that are built in.")
    public var languages: [SettingFile] = []
    public init() {}
  }

  public static let name = "quotations.marks"
  public static let summary = "Finds quotations by marks, indentation and markup; tells speech from terms and titles."
  public static let words = Languages.files

  public let requires: Set<LayerName> = [Block.layer]
  public let provides: Set<LayerName> = [Quotation.layer]
  private let minimumWords: Int
  private let without: Set<KindRule>
  private let languages: LanguageWords<KindWords>

  /// With the default settings.
  public init() {
    minimumWords = Settings().minimumWords
    without = []
    languages = LanguageWords(KindWords.read)
  }

  /// - Throws: ``PluginAPI/ConfigError`` for a word file that cannot be read or used.
  public init(_ settings: Settings, _ context: PipelineContext = .bare) throws {
    minimumWords = settings.minimumWords
    without = Set(settings.without)
    languages = try LanguageWords(KindWords.read, adding: settings.languages, in: context)
  }

  public func annotate(_ document: Document, _ diagnostics: Diagnostics) throws -> Annotations {
    let (candidates, words) = try candidates(in: document, diagnostics)
    var kinds = try sequence(of: document, words)
    var quotations = Layer<Quotation>()
    for (index, decision) in kinds.decide(candidates).enumerated() {
      let candidate = candidates[index]
      quotations.add(
        Quotation(
          decision.kind, marks: candidate.marks, level: candidate.level, score: score(candidate, decision),
          rule: candidate.guessed?.rawValue ?? decision.rule),
        at: candidate.content)
    }
    if !candidates.isEmpty { diagnostics.note(.marks(candidates.map(\.marks))) }
    return Annotations(quotations)
  }

  /// The signs that decide the kind of each quotation, for fitting their weights.
  func signs(in document: Document) throws -> [(span: Span, signs: [KindSign])] {
    let (candidates, words) = try candidates(in: document, Diagnostics())
    var kinds = try sequence(of: document, words)
    var found: [(span: Span, signs: [KindSign])] = []
    _ = kinds.decide(candidates) { found.append(($0.content, $1)) }
    return found
  }

  private func sequence(of document: Document, _ words: KindWords) throws -> KindSequence {
    let blocks = try document[Block.self].annotations.map(\.span)
    return KindSequence(document.text, blocks, KindRules(words: words, minimumWords: minimumWords, without: without))
  }

  /// The quotations of a document in text order, of two that start together the longer first.
  private func candidates(
    in document: Document, _ diagnostics: Diagnostics
  ) throws -> (candidates: [Candidate], words: KindWords) {
    let language = Languages.tag(of: document)
    let words = try languages[language] ?? .none
    if words.language.isEmpty { diagnostics.note(.noWords(language)) }
    let blocks = try document[Block.self]
    let pairs = pairs(of: document, blocks, words, diagnostics)
    let stated = try document[StatedQuotation.self].annotations
    let marked = pairs.map(Candidate.init)
    var candidates = StatedMerge.merge(
      marked + turns(of: document, blocks, stated, words, besides: marked), stated, in: document.text, diagnostics)
    candidates += announced(in: document, blocks, words, besides: candidates)
    candidates.sort {
      ($0.content.lowerBound, -$0.content.upperBound) < ($1.content.lowerBound, -$1.content.upperBound)
    }
    nest(&candidates)
    return (candidates, words)
  }

  private func pairs(
    of document: Document, _ blocks: Layer<Block>, _ words: KindWords, _ diagnostics: Diagnostics
  ) -> [Pair] {
    let spans = blocks.annotations.map(\.span)
    let found = document.text.utf8.withUnsafeBufferPointer { bytes in
      let marks = MarkFinder.marks(in: bytes, blocks: spans, words)
      let conventions = Conventions(marks)
      return (marks: marks.map { $0.map { conventions.weigh($0, in: bytes, words) } }, conventions: conventions)
    }
    var pairing = Pairing(
      document.text, blocks: spans, marks: found.marks, found.conventions, words, diagnostics)
    for run in runs(of: blocks, in: document.text, words) { pairing.pair(run: run) }
    return pairing.pairs
  }

  /// What is said in paragraphs that start with a dash, where neither markup nor marks have it already.
  private func turns(
    of document: Document, _ blocks: Layer<Block>, _ stated: [Annotation<StatedQuotation>], _ words: KindWords,
    besides marked: [Candidate]
  ) -> [Candidate] {
    let prose = blocks.annotations.filter { $0.label.kind == .paragraph }.map(\.span)
    let dialogue = DashDialogue(document.text, prose, words)
    guard !dialogue.hasTurn(startingWith: stated.filter { !$0.label.isBlock }.map(\.span)) else { return [] }
    let speeches = dialogue.speeches()
    guard !speeches.isEmpty else { return [] }
    var places = SpanIndex(document.text)
    for (index, candidate) in marked.enumerated() { places.add(candidate.marked, index) }
    return speeches.filter { speech in
      places.numbers(near: speech.span).allSatisfy {
        let other = marked[$0].marked
        return other.overlap(with: speech.span) == 0 || speech.span.encloses(other)
      }
    }.map { Candidate($0.span, dash: $0.dash) }
  }

  /// Paragraphs that are announced as the words of another, where nothing has shown it yet.
  private func announced(
    in document: Document, _ blocks: Layer<Block>, _ words: KindWords, besides candidates: [Candidate]
  ) -> [Candidate] {
    let spans = Announced(text: document.text, words: words).spans(blocks.annotations)
    guard !spans.isEmpty else { return [] }
    var places = SpanIndex(document.text)
    for (index, candidate) in candidates.enumerated() { places.add(candidate.marked, index) }
    return spans.filter { span in
      places.numbers(near: span).allSatisfy {
        let other = candidates[$0].marked
        return other.overlap(with: span) == 0 || (span.encloses(other) && other.count * 2 < span.count)
      }
    }.map(Candidate.init(announced:))
  }

  /// Blocks over which a quotation may run on: the prose between two headings without its notes; the paragraphs of a
  /// note.
  private func runs(of blocks: Layer<Block>, in text: Text, _ words: KindWords) -> [[Int]] {
    var runs: [[Int]] = []
    var prose: [Int] = []
    let blocks = blocks.annotations
    for (index, block) in blocks.enumerated() {
      switch block.label.kind {
      case .paragraph, .quotation, .verse, .item: prose.append(index)
      case .note:
        let isSame = index > 0 && blocks[index - 1].label.kind == .note && block.label.n == blocks[index - 1].label.n
        if isSame, block.label.n != nil { runs[runs.count - 1].append(index) } else { runs.append([index]) }
      case .heading where opens(block.span, in: text, words), .other where starts(block.span, in: text, words):
        prose.append(index)
      case .heading, .stage, .speaker, .contents, .other:
        runs += [prose, [index]]
        prose = []
      }
    }
    return runs + [prose]
  }

  /// Whether a block, such as verse or an address, starts with a mark.
  private func starts(_ block: Span, in text: Text, _ words: KindWords) -> Bool {
    guard block.count < 400 else { return false }
    return text.utf8.withUnsafeBufferPointer {
      MarkFinder.marks(in: $0, blocks: [block], words)[0].first?.startsBlock ?? false
    }
  }

  /// Whether a heading starts with a mark that nothing closes, as the signature of a quoted letter does.
  private func opens(_ block: Span, in text: Text, _ words: KindWords) -> Bool {
    let span = text.trimmed(block)
    guard span.count < 80 else { return false }
    return text.utf8.withUnsafeBufferPointer { bytes in
      let marks = MarkFinder.marks(in: bytes, blocks: [span], words)[0].filter { $0.family == .double }
      return marks.count == 1 && marks[0].span.lowerBound == span.lowerBound
    }
  }

  /// Counts for each candidate how many others enclose it; of two that are the same, the first stays.
  private func nest(_ candidates: inout [Candidate]) {
    var open: [Span] = []
    var last: Span?
    candidates.removeAll { candidate in
      defer { last = candidate.content }
      return candidate.content == last
    }
    for index in candidates.indices {
      let span = candidates[index].content
      open.removeAll { $0.upperBound <= span.lowerBound || !$0.encloses(span) }
      candidates[index].level = open.count
      open.append(span)
    }
  }

  /// Where marks were taken out of gold at random, 193 of 383 guessed ends and 27 of 75 guessed starts were right.
  private func score(_ candidate: Candidate, _ decision: KindRules.Decision) -> Double {
    switch candidate.guessed {
    case .end: 0.49
    case .start: 0.36
    case nil: candidate.isEven ? decision.score : (decision.score * 97).rounded() / 100
    }
  }
}

extension Diagnostic.Message {
  /// What marks the quotations of the document, the commonest first.
  fileprivate static func marks(_ marks: [String]) -> Self {
    let counts = Dictionary(marks.map { ($0, 1) }, uniquingKeysWith: +).sorted {
      ($1.value, $0.key) < ($0.value, $1.key)
    }
    return Self(
      "quotation.marks", "quotations stand in \(counts.map { "\($0.key) (\($0.value))" }.joined(separator: ", "))")
  }

  fileprivate static func noWords(_ language: String) -> Self {
    Self(
      "quotation.language",
      "there are no words for the language “\(language)”; the form of a quotation alone decides what kind it is")
  }
}
