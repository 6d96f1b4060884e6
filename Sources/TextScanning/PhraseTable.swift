/// A set of phrases that are looked for all at once: a trie over the hashes of folded words.
///
/// A phrase is written as words; `(by|through)` takes either, `[very]` may be missing, `_` is any one word. White space
/// and punctuation between words do not matter, so a phrase is found across a line end.
public struct PhraseTable: Sendable {
  /// A phrase found in a run of words.
  public struct Match: Sendable, Equatable {
    /// The number under which the phrase was added.
    public let phrase: Int
    /// Indices into ``Words``.
    public let words: Range<Int>
  }

  private static let anyWord: UInt64 = 1
  /// Next node by node and word hash; open addressing, a power of two in size.
  private var keys: [UInt64] = [0, 0]
  private var nodes: [UInt32] = [0, 0]
  private var used = 0
  private var nodeCount: UInt32 = 1
  /// The phrases that end at a node.
  private var phrases: [UInt32: [Int]] = [:]
  /// Whether some phrase goes on from a node with any word.
  private var wild: Set<UInt32> = []
  /// A bit for each of 65,536 hashes with which a phrase starts, so that most words are passed by at once.
  private var firsts = [UInt64](repeating: 0, count: 1024)
  private var startsWild = false

  public init() {}

  /// Adds a phrase under a number; the same number may be given to many.
  ///
  /// - Throws: ``PhraseError`` for a bracket that is not closed and for a phrase without words.
  public mutating func add(_ phrase: String, as number: Int) throws(PhraseError) {
    for words in try PhraseSyntax.expansions(of: phrase) { insert(words, as: number) }
  }

  /// Every phrase in the words, by first word, shorter before longer.
  public func matches(in words: Words, _ range: Range<Int>? = nil) -> [Match] {
    var matches: [Match] = []
    let range = range ?? 0..<words.count
    var active: [UInt32] = []
    for start in range {
      let hash = words.hashes[start]
      let bit = hash & 0xFFFF
      guard startsWild || firsts[Int(bit >> 6)] & (1 << (bit & 63)) != 0 else { continue }
      active.removeAll(keepingCapacity: true)
      active.append(0)
      var position = start
      while !active.isEmpty, position < range.upperBound {
        var next: [UInt32] = []
        for node in active {
          if let child = child(of: node, words.hashes[position]) { next.append(child) }
          if wild.contains(node), let child = child(of: node, Self.anyWord) { next.append(child) }
        }
        position += 1
        for node in next {
          for phrase in phrases[node] ?? [] { matches.append(Match(phrase: phrase, words: start..<position)) }
        }
        active = next
      }
    }
    return matches
  }

  private mutating func insert(_ words: [String], as number: Int) {
    var node: UInt32 = 0
    for (index, word) in words.enumerated() {
      let hash = word == "_" ? Self.anyWord : Words.hash(of: word)
      if index == 0 {
        firsts[Int((hash & 0xFFFF) >> 6)] |= 1 << (hash & 63)
        if word == "_" { startsWild = true }
      }
      if word == "_" { wild.insert(node) }
      node = childOrNew(of: node, hash)
    }
    if phrases[node]?.contains(number) != true { phrases[node, default: []].append(number) }
  }

  private func key(_ node: UInt32, _ hash: UInt64) -> UInt64 {
    let mixed = (hash ^ UInt64(node) &* 0x9E37_79B9_7F4A_7C15) &* 0xBF58_476D_1CE4_E5B9
    return mixed == 0 ? 1 : mixed
  }

  private func child(of node: UInt32, _ hash: UInt64) -> UInt32? {
    let key = key(node, hash)
    let mask = keys.count - 1
    var slot = Int(truncatingIfNeeded: key >> 20) & mask
    while keys[slot] != 0 {
      if keys[slot] == key { return nodes[slot] }
      slot = (slot + 1) & mask
    }
    return nil
  }

  private mutating func childOrNew(of node: UInt32, _ hash: UInt64) -> UInt32 {
    if let child = child(of: node, hash) { return child }
    if used * 2 >= keys.count { grow() }
    let child = nodeCount
    nodeCount += 1
    place(key(node, hash), child)
    return child
  }

  private mutating func place(_ key: UInt64, _ node: UInt32) {
    let mask = keys.count - 1
    var slot = Int(truncatingIfNeeded: key >> 20) & mask
    while keys[slot] != 0 { slot = (slot + 1) & mask }
    keys[slot] = key
    nodes[slot] = node
    used += 1
  }

  private mutating func grow() {
    let old = zip(keys, nodes).filter { $0.0 != 0 }
    let size = max(64, keys.count * 4)
    keys = [UInt64](repeating: 0, count: size)
    nodes = [UInt32](repeating: 0, count: size)
    used = 0
    for (key, node) in old { place(key, node) }
  }
}

/// What is wrong with a phrase.
public enum PhraseError: Error, Equatable, CustomStringConvertible {
  case unclosed(String)
  case empty(String)

  public var description: String {
    switch self {
    case .unclosed(let phrase): "a bracket is not closed in the phrase “\(phrase)”"
    case .empty(let phrase): "the phrase “\(phrase)” can be empty; it needs a word that is always there"
    }
  }
}

/// The writing of phrases: `(a|b)`, `[c]`, `_`.
enum PhraseSyntax {
  static func expansions(of phrase: String) throws(PhraseError) -> [[String]] {
    var rest = Substring(phrase)
    let expansions = try alternatives(&rest, closing: nil, in: phrase)
    guard !expansions.isEmpty, expansions.allSatisfy({ !$0.isEmpty }) else { throw PhraseError.empty(phrase) }
    return expansions
  }

  /// Reads up to the closing bracket; each answer is one way to read the words.
  private static func alternatives(
    _ rest: inout Substring, closing: Character?, in phrase: String
  ) throws(PhraseError) -> [[String]] {
    var done: [[String]] = []
    var current: [[String]] = [[]]
    while let character = rest.first {
      if character == closing {
        rest.removeFirst()
        return done + current
      }
      switch character {
      case "(", "[":
        rest.removeFirst()
        var inner = try alternatives(&rest, closing: character == "(" ? ")" : "]", in: phrase)
        if character == "[" { inner.append([]) }
        current = current.flatMap { start in inner.map { start + $0 } }
      case "|":
        rest.removeFirst()
        done += current
        current = [[]]
      case "_":
        rest.removeFirst()
        current = current.map { $0 + ["_"] }
      default:
        let word = rest.prefix { !"()[]|_".contains($0) }
        rest.removeFirst(word.count)
        let bytes = Array(word.utf8)
        let words = Words(in: bytes, span: 0..<bytes.count)
        let found = (0..<words.count).map { String(decoding: bytes[words.span($0)], as: UTF8.self) }
        current = current.map { $0 + found }
      }
    }
    if closing != nil { throw PhraseError.unclosed(phrase) }
    return done + current
  }
}
