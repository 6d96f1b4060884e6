import PluginAPI

/// The words that the rules of this reader know, from `Resources/`.
struct Vocabulary: Sendable {
  let headings: HeadingWords
  let hyphens: HyphenWords
  let gutenberg: GutenbergWords

  init() throws {
    headings = HeadingWords(try WordFile.headings.load())
    hyphens = HyphenWords(try WordFile.hyphens.load())
    gutenberg = GutenbergWords(try WordFile.gutenberg.load())
  }
}

/// Words that tell a heading.
struct HeadingWords: Sendable {
  enum Rank: Int, Sendable, Comparable {
    case outer, middle, inner

    static func < (one: Rank, other: Rank) -> Bool { one.rawValue < other.rawValue }
  }

  /// The words that a number follows.
  let ranks: [String: Rank]
  let alone: Set<String>
  let numbered: Set<String>
  let contents: Set<String>
  let index: Set<String>
  let notes: Set<String>
  /// Words before the number of a page.
  let pages: Set<String>

  init(_ node: ConfigNode) {
    var ranks: [String: Rank] = [:]
    for (key, rank) in [("inner", Rank.inner), ("middle", .middle), ("outer", .outer)] {
      for word in node[key]?.strings ?? [] { ranks[word] = rank }
    }
    self.ranks = ranks
    func set(_ key: String) -> Set<String> { Set(node[key]?.strings ?? []) }
    alone = set("alone")
    numbered = set("numbered")
    contents = set("contents")
    index = set("index")
    notes = set("notes")
    pages = set("pages")
  }
}

/// What stands before a hyphen that belongs to the word.
struct HyphenWords: Sendable {
  let always: Set<String>
  let beforeWords: Set<String>

  init(_ node: ConfigNode) {
    always = Set(node["always"]?.strings ?? [])
    beforeWords = Set(node["before-words"]?.strings ?? [])
  }
}

/// How Project Gutenberg frames a book.
struct GutenbergWords: Sendable {
  /// Phrases in lower case, as bytes.
  let starts, ends, credits, remarks: [[UInt8]]
  let fields: [String: String]
  let markers: Set<String>
  let languages: [String: String]

  init(_ node: ConfigNode) {
    func phrases(_ key: String) -> [[UInt8]] { (node[key]?.strings ?? []).map { Array($0.utf8) } }
    starts = phrases("starts")
    ends = phrases("ends")
    credits = phrases("credits")
    remarks = phrases("remarks")
    markers = Set(node["markers"]?.strings ?? [])
    fields = Self.strings(node["fields"])
    languages = Self.strings(node["languages"])
  }

  private static func strings(_ node: ConfigNode?) -> [String: String] {
    let pairs = (node?.entries ?? []).compactMap { entry in entry.value.string.map { (entry.key, $0) } }
    return Dictionary(pairs, uniquingKeysWith: { first, _ in first })
  }
}
