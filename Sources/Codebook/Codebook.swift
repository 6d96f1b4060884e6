/// The labels that a run puts on texts, what each of them means, and what speaks for them.
///
/// Stages choose among these labels, reports print the definitions, and its hash belongs to the run. It stands in a file:
/// the built-in one travels in the binary, a pipeline file may name another.
public struct Codebook: Sendable {
  /// A label with its meaning in one sentence.
  public struct Definition<Name: Sendable & Equatable>: Sendable, Equatable {
    /// The label.
    public let name: Name
    /// What it means, in one sentence.
    public let meaning: String

    public init(_ name: Name, _ meaning: String) {
      self.name = name
      self.meaning = meaning
    }
  }

  /// A stance with its meaning and its place among the others.
  public struct StanceDefinition: Sendable, Equatable {
    /// The stance.
    public let name: Stance
    /// What it means, in one sentence.
    public let meaning: String
    /// By what it is known.
    public var signs: String?
    /// What a negated cue for it speaks for; without one, a negated cue says nothing.
    public var opposite: Stance?
    /// The two stances that it stands for together; empty for a stance of its own.
    public var both: [Stance] = []
    /// The side of who endorses it; who rejects it is on the other.
    public var side: Side?

    public init(_ name: Stance, _ meaning: String) {
      self.name = name
      self.meaning = meaning
    }
  }

  /// A kind of one stance.
  public struct StrainDefinition: Sendable, Equatable {
    /// The strain.
    public let name: Strain
    /// What it means, in one sentence.
    public let meaning: String
    /// The stance that it is a kind of.
    public let stance: Stance

    public init(_ name: Strain, of stance: Stance, _ meaning: String) {
      self.name = name
      self.stance = stance
      self.meaning = meaning
    }
  }

  /// The two sides that follow from stance and attitude.
  public struct Sides: Sendable, Equatable {
    /// The side that is named first.
    public let first: Side
    /// The other one.
    public let second: Side
    /// How they follow, for people to read; ``Codebook/side(_:_:)`` computes them.
    public let meaning: String

    public init(_ first: Side, _ second: Side, _ meaning: String) {
      self.first = first
      self.second = second
      self.meaning = meaning
    }

    /// Those of the codebook and `neither`.
    public var all: [Side] { [first, second, .neither] }
  }

  /// What cues must outweigh, where a pipeline does not say otherwise.
  public struct Thresholds: Sendable, Equatable {
    /// In a passage.
    public var passage = 1.2
    /// In a quotation.
    public var quotation = 1.1
    /// How much each cue for one stance counts against the others.
    public var margin = 0.3
    /// What the weaker of two stances must weigh for the stance of both.
    public var both = 0.8

    public init() {}
  }

  /// As a pipeline file names it: `two-souls`.
  public let name: String
  /// What reports are headed with.
  public let title: String
  /// The question that the stance answers.
  public let question: String
  /// In the order in which reports list them.
  public let stances: [StanceDefinition]
  /// The stance of texts that say nothing of the question.
  public let rest: Stance
  /// In the order in which reports list them.
  public let strains: [StrainDefinition]
  /// Empty where attitudes are not coded.
  public let attitudes: [Definition<AttitudeKind>]
  /// Nothing where nobody is put on a side.
  public let sides: Sides?
  /// How doubtful cases are decided.
  public let rules: [String]
  /// The literature that it rests on.
  public let sources: [String]
  /// For stages that weigh cues.
  public let thresholds: Thresholds
  /// What speaks for the stances, by language.
  public let lexicons: [LexiconSource]

  init(
    name: String, title: String, question: String, stances: [StanceDefinition], rest: Stance,
    strains: [StrainDefinition], attitudes: [Definition<AttitudeKind>], sides: Sides?, rules: [String],
    sources: [String], thresholds: Thresholds, lexicons: [LexiconSource]
  ) {
    self.name = name
    self.title = title
    self.question = question
    self.stances = stances
    self.rest = rest
    self.strains = strains
    self.attitudes = attitudes
    self.sides = sides
    self.rules = rules
    self.sources = sources
    self.thresholds = thresholds
    self.lexicons = lexicons
  }
}

extension Codebook {
  /// What the name means, where the codebook has it.
  public func meaning(of stance: Stance) -> String? { definition(of: stance)?.meaning }
  /// What the name means, where the codebook has it.
  public func meaning(of strain: Strain) -> String? { strains.first { $0.name == strain }?.meaning }
  /// What the name means, where the codebook has it.
  public func meaning(of attitude: AttitudeKind) -> String? { attitudes.first { $0.name == attitude }?.meaning }

  /// All that the codebook says of a stance.
  public func definition(of stance: Stance) -> StanceDefinition? { stances.first { $0.name == stance } }

  /// The stances for which cues speak: all but the rest and those of two together.
  public var plainStances: [Stance] { stances.filter { $0.name != rest && $0.both.isEmpty }.map(\.name) }

  /// The stances that set two opposites against each other, such as `mixed`: for passages only, and no class of its own
  /// when labels are scored.
  public var contrasts: [Stance] { stances.filter(isContrast).map(\.name) }

  /// Whether a stance sets two opposites against each other.
  public func isContrast(_ stance: StanceDefinition) -> Bool {
    guard stance.both.count == 2 else { return false }
    return definition(of: stance.both[0])?.opposite == stance.both[1]
  }

  /// Every stance that may be given.
  public var stanceNames: Set<Stance> { Set(stances.map(\.name)) }

  /// Stances and sides by name, in the order of tables.
  public var labelOrder: [String] {
    let stances = stances.map(\.name.rawValue)
    return stances + (sides?.all ?? []).map(\.rawValue).filter { !stances.contains($0) }
  }

  /// The kinds of a stance.
  public func strains(of stance: Stance) -> [Strain] { strains.filter { $0.stance == stance }.map(\.name) }

  /// The side that follows: endorsing a stance is being on its side, rejecting it on the other; reporting takes none.
  public func side(_ stance: Stance, _ attitude: AttitudeKind) -> Side {
    guard let sides, let side = definition(of: stance)?.side else { return .neither }
    switch attitude {
    case .endorses: return side
    case .rejects: return side == sides.first ? sides.second : sides.first
    case .reports: return .neither
    }
  }

  /// The lexicon of a language, by the first part of its tag (`de` of `de-AT`).
  public func lexicon(for language: String) -> LexiconSource? {
    let primary = language.lowercased().prefix { $0 != "-" && $0 != "_" }
    return lexicons.first { $0.language == primary }
  }
}
