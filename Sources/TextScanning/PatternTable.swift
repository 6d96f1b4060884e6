/// A set of phrases over words and classes of words that are looked for all at once.
///
/// A phrase is written as for ``PhraseTable``; beside that, a word in capitals names a class: `PEOPLE conquer POWER`
/// finds any member of the two classes around the verb. A member of a class may have several words.
///
/// Phrases are held as an automaton whose alternatives run together again, so its size is that of the phrases as
/// written, not that of all the word sequences they stand for.
public struct PatternTable: Sendable {
  /// A phrase found in a run of words.
  public struct Match: Sendable, Equatable {
    /// The number under which the phrase was added.
    public let pattern: Int
    /// Indices into ``Words``.
    public let words: Range<Int>
  }

  /// Words that may stand for each other, by a name in capitals.
  public struct WordClass: Sendable {
    public let name: String
    public let members: [String]

    public init(_ name: String, _ members: [String]) {
      self.name = name
      self.members = members
    }
  }

  /// How many classes a table can hold.
  public static let maximumClasses = 60

  /// What leaves a node: a bit for each class, one for any word, one for words.
  private enum Leaving {
    static let any: UInt64 = 1 << 60
    static let word: UInt64 = 1 << 61
    static let classes: UInt64 = any - 1
  }

  /// An edge that leaves a node by a symbol, and the next such edge; 0 is none.
  private struct Edge {
    let target: UInt32
    let next: UInt32
  }

  /// The classes of each word that is in one.
  private var members = HashMap()
  /// The first edge by node and symbol.
  private var firstEdge = HashMap()
  private var edges: [Edge] = [Edge(target: 0, next: 0)]
  /// The kinds of edge that leave each node.
  private var leaving: [UInt64] = [0]
  /// The pattern that ends at each node, or -1.
  private var ends: [Int32] = [-1]
  /// A bit for each of 65,536 hashes with which a pattern can start, so that most words are passed by at once.
  private var firsts = [UInt64](repeating: 0, count: 1024)
  private var startsWithAny = false

  /// - Parameter phrases: each with the number under which it is found; the same number may be given to many.
  /// - Throws: ``PhraseError`` for a bracket that is not closed, for a phrase or member that can be empty, and for more
  ///   than ``maximumClasses`` classes.
  public init(classes named: [WordClass] = [], phrases: [(phrase: String, number: Int)]) throws(PhraseError) {
    guard named.count <= Self.maximumClasses else {
      throw PhraseError.empty("more than \(Self.maximumClasses) classes")
    }
    var classes: [String: [[PatternItem]]] = [:]
    for (bit, wordClass) in named.enumerated() {
      let symbol = PatternItem.symbol(ofClass: bit)
      var branches: [[PatternItem]] = [[.symbol(symbol)]]
      for member in wordClass.members {
        let words = PatternItem.words(in: member)
        guard let first = words.first else { throw PhraseError.empty(member) }
        if words.count > 1 {
          branches.append(words.map(PatternItem.symbol))
        } else {
          members[first] = (members[first] ?? 0) | 1 << UInt64(bit)
        }
      }
      classes[wordClass.name] = branches
    }
    for (phrase, number) in phrases {
      let last = append(try PatternItem.parse(phrase, classes: classes), after: [0])
      guard !last.contains(0) else { throw PhraseError.empty(phrase) }
      for node in last { ends[Int(node)] = Int32(number) }
    }
    startsWithAny = leaving[0] & Leaving.any != 0
    members.forEach { word, mask in if mask & leaving[0] & Leaving.classes != 0 { mark(word) } }
  }

  /// Every phrase in the words, by first word; a phrase that can be read in two ways may come twice.
  public func matches(in words: Words) -> [Match] {
    var matches: [Match] = []
    words.hashes.withUnsafeBufferPointer { hashes in
      for start in hashes.indices where startsWithAny || canStart(hashes[start]) {
        walk(from: 0, at: start, start: start, hashes, &matches)
      }
    }
    return matches
  }

  @inline(__always)
  private func canStart(_ hash: UInt64) -> Bool { firsts[Int((hash & 0xFFFF) >> 6)] & 1 << (hash & 63) != 0 }

  private func walk(
    from node: Int, at position: Int, start: Int, _ hashes: UnsafeBufferPointer<UInt64>, _ matches: inout [Match]
  ) {
    let kinds = leaving[node]
    guard position < hashes.count, kinds != 0 else { return }
    let hash = hashes[position]
    if kinds & Leaving.word != 0 { follow(hash, from: node, at: position, start: start, hashes, &matches) }
    if kinds & Leaving.any != 0 {
      follow(PatternItem.anyWord, from: node, at: position, start: start, hashes, &matches)
    }
    guard kinds & Leaving.classes != 0, var shared = members[hash] else { return }
    shared &= kinds
    while shared != 0 {
      let symbol = PatternItem.symbol(ofClass: shared.trailingZeroBitCount)
      follow(symbol, from: node, at: position, start: start, hashes, &matches)
      shared &= shared - 1
    }
  }

  private func follow(
    _ symbol: UInt64, from node: Int, at position: Int, start: Int, _ hashes: UnsafeBufferPointer<UInt64>,
    _ matches: inout [Match]
  ) {
    var edge = Int(firstEdge[Self.key(node, symbol)] ?? 0)
    while edge != 0 {
      let target = Int(edges[edge].target)
      if ends[target] >= 0 { matches.append(Match(pattern: Int(ends[target]), words: start..<position + 1)) }
      walk(from: target, at: position + 1, start: start, hashes, &matches)
      edge = Int(edges[edge].next)
    }
  }
}

// MARK: Building

extension PatternTable {
  /// Adds items behind each of some nodes; answers with the nodes at which they end.
  private mutating func append(_ items: [PatternItem], after nodes: [UInt32]) -> [UInt32] {
    var nodes = nodes
    for item in items {
      let target = newNode()
      nodes = [target] + append(item, after: nodes, into: target)
    }
    return nodes
  }

  /// Adds an item whose ways all end at one node, but for the empty way: the answer is the nodes at which that ends.
  private mutating func append(_ item: PatternItem, after nodes: [UInt32], into target: UInt32) -> [UInt32] {
    switch item {
    case .symbol(let symbol):
      for node in nodes { addEdge(from: node, symbol, to: target) }
      return []
    case .choice(let branches):
      var passed: [UInt32] = []
      for branch in branches {
        guard let last = branch.last else {
          passed += nodes
          continue
        }
        passed += append(last, after: append(branch.dropLast(), after: nodes), into: target)
      }
      return passed
    }
  }

  private mutating func newNode() -> UInt32 {
    leaving.append(0)
    ends.append(-1)
    return UInt32(leaving.count - 1)
  }

  private mutating func addEdge(from node: UInt32, _ symbol: UInt64, to target: UInt32) {
    switch symbol {
    case PatternItem.anyWord: leaving[Int(node)] |= Leaving.any
    case ...PatternItem.lastClass: leaving[Int(node)] |= 1 << (symbol - PatternItem.symbol(ofClass: 0))
    default:
      leaving[Int(node)] |= Leaving.word
      if node == 0 { mark(symbol) }
    }
    let key = Self.key(Int(node), symbol)
    edges.append(Edge(target: target, next: UInt32(firstEdge[key] ?? 0)))
    firstEdge[key] = UInt64(edges.count - 1)
  }

  private mutating func mark(_ hash: UInt64) { firsts[Int((hash & 0xFFFF) >> 6)] |= 1 << (hash & 63) }

  private static func key(_ node: Int, _ symbol: UInt64) -> UInt64 {
    let mixed = (symbol ^ UInt64(node) &* 0x9E37_79B9_7F4A_7C15) &* 0xBF58_476D_1CE4_E5B9
    return mixed == 0 ? 1 : mixed
  }
}

/// A map between numbers by open addressing; a power of two in size. The key 0 is not used.
private struct HashMap: Sendable {
  private var keys: [UInt64] = [0, 0]
  private var values: [UInt64] = [0, 0]
  private var count = 0

  subscript(_ key: UInt64) -> UInt64? {
    get {
      let slot = slot(of: key)
      return keys[slot] == key ? values[slot] : nil
    }
    set {
      guard let newValue else { return }
      var slot = slot(of: key)
      if keys[slot] == 0 {
        count += 1
        if count * 2 > keys.count {
          grow()
          slot = self.slot(of: key)
        }
      }
      keys[slot] = key
      values[slot] = newValue
    }
  }

  func forEach(_ body: (UInt64, UInt64) -> Void) {
    for (key, value) in zip(keys, values) where key != 0 { body(key, value) }
  }

  @inline(__always)
  private func slot(of key: UInt64) -> Int {
    let mask = keys.count - 1
    var slot = Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> 20) & mask
    while keys[slot] != 0, keys[slot] != key { slot = (slot + 1) & mask }
    return slot
  }

  private mutating func grow() {
    let old = (keys, values)
    keys = [UInt64](repeating: 0, count: keys.count * 4)
    values = [UInt64](repeating: 0, count: keys.count)
    for (key, value) in zip(old.0, old.1) where key != 0 {
      let slot = slot(of: key)
      keys[slot] = key
      values[slot] = value
    }
  }
}
