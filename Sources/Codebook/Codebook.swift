/// The labels that a run puts on texts, and what each of them means.
///
/// Stages choose among these labels, reports print the definitions, and its hash belongs to the run.
public struct Codebook: Sendable, Equatable {
  /// A label with its meaning in one sentence.
  public struct Definition<Name: Sendable & Equatable>: Sendable, Equatable {
    public let name: Name
    public let meaning: String

    public init(_ name: Name, _ meaning: String) {
      self.name = name
      self.meaning = meaning
    }
  }

  /// As a pipeline file names it: `two-souls`.
  public let name: String
  public let title: String
  /// The question that the stance answers.
  public let question: String
  /// In the order in which reports list them; the last one is that of texts that say nothing of it.
  public let stances: [Definition<Stance>]
  /// Kinds of the stance `above`.
  public let strains: [Definition<Strain>]
  public let attitudes: [Definition<AttitudeKind>]
  /// How the side follows from stance and attitude, for people to read; ``Side/init(_:_:)`` computes it.
  public let sides: String

  public init(
    name: String, title: String, question: String, stances: [Definition<Stance>], strains: [Definition<Strain>],
    attitudes: [Definition<AttitudeKind>], sides: String
  ) {
    self.name = name
    self.title = title
    self.question = question
    self.stances = stances
    self.strains = strains
    self.attitudes = attitudes
    self.sides = sides
  }

  /// What the name means, where the codebook has it.
  public func meaning(of stance: Stance) -> String? { stances.first { $0.name == stance }?.meaning }
  public func meaning(of strain: Strain) -> String? { strains.first { $0.name == strain }?.meaning }
  public func meaning(of attitude: AttitudeKind) -> String? { attitudes.first { $0.name == attitude }?.meaning }

  /// The whole codebook as bytes, the same on every machine, for hashing.
  ///
  /// Every field stands behind its length in decimal digits and a colon, so that no two codebooks give the same bytes.
  public var canonicalBytes: [UInt8] {
    var bytes: [UInt8] = []
    func add(_ field: String) { bytes += Array("\(field.utf8.count):\(field)\n".utf8) }
    func add(_ count: Int) { bytes += Array("\(count)\n".utf8) }
    for field in ["codebook 1", name, title, question, sides] { add(field) }
    let lists = [
      stances.map { ($0.name.rawValue, $0.meaning) }, strains.map { ($0.name.rawValue, $0.meaning) },
      attitudes.map { ($0.name.rawValue, $0.meaning) },
    ]
    for list in lists {
      add(list.count)
      for (name, meaning) in list {
        add(name)
        add(meaning)
      }
    }
    return bytes
  }
}

extension Codebook {
  /// The built-in codebook: socialism (and the better society at large) from above and from below.
  public static let twoSouls = Codebook(
    name: "two-souls", title: "Two Souls: from above, from below",
    question: "Where do the words place the power that brings about, or runs, the better society?",
    stances: [
      Definition(
        .above, "In a power over the people: a state, a ruler, an elite, experts, benefactors, an army, a model abroad."
      ),
      Definition(
        .below,
        "In the people's own action: they free, organise and govern themselves and control those who act for them."
      ),
      Definition(.mixed, "In both, set against each other; passages only."),
      Definition(.none, "Nowhere: the words say nothing of it, or leave it undecided."),
    ],
    strains: [
      Definition("philanthropism", "The rich and good help the suffering out of kindness."),
      Definition("elitism", "A minority fit to rule does so: a vanguard, a saviour, a despot, the best."),
      Definition("plannism", "The plan and its planners order everything: experts, managers, efficiency."),
      Definition("communionism", "The individual dissolves in a whole: hive, organism, brotherhood without conflict."),
      Definition(
        "permeationism", "The institutions that exist are entered and steered, step by step and without a struggle."),
      Definition("outside", "Freedom comes from abroad: a liberating army, a model colony, a model state."),
    ],
    attitudes: [
      Definition(.endorses, "The one who speaks holds with the stance of the words."),
      Definition(.rejects, "The one who speaks is against it."),
      Definition(.reports, "The one who speaks tells of it and takes no side."),
    ],
    sides:
      "Who endorses below or rejects above is on the side of below, who endorses above or rejects below on that of "
      + "above; who reports takes none. The attitude to a mixed passage is read toward its half from below, so that "
      + "endorses sides with it against the other.")
}
