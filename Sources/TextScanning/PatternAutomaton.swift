/// Patterns as a graph over words and classes whose alternatives run together again: its size is that of the patterns
/// as written, not that of all the word sequences they stand for.
struct PatternAutomaton: Sendable {
  /// What can follow at a node.
  private struct Node {
    /// A bit for each class, one for any word, one for words.
    var leaving: UInt64 = 0
    /// Two bits of the hash of each word that can follow: most words are passed by without a look at the edges.
    var low: UInt64 = 0
    var high: UInt64 = 0
    /// The pattern that ends here, or -1.
    var end: Int32 = -1

    @inline(__always)
    func mayFollow(_ hash: UInt64) -> Bool { low >> (hash & 63) & (high >> (hash >> 6 & 63)) & 1 != 0 }
  }

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

  /// The single words of each class.
  private let members: [[UInt64]]
  /// The classes of each word that is in one.
  private var classes = HashMap()
  /// The first edge by node and symbol.
  private var firstEdge = HashMap()
  private var edges: [Edge] = [Edge(target: 0, next: 0)]
  private var nodes: [Node] = [Node()]
  /// A bit for each of 65,536 hashes with which a pattern can start.
  private var firsts = [UInt64](repeating: 0, count: 1024)
  /// Where the nodes that a first word leads to stand in ``firstNodes``: start and count.
  private var starts = HashMap()
  private var firstNodes: [UInt32] = []
  private var firstSymbols: Set<UInt64> = []
  private var startsWithAny = false

  init(members: [[UInt64]]) {
    self.members = members
    for (bit, words) in members.enumerated() {
      for word in words { classes[word] = (classes[word] ?? 0) | 1 << UInt64(bit) }
    }
  }

  /// Adds a pattern; false where it can be empty.
  mutating func add(_ items: [PatternItem], as number: Int) -> Bool {
    let last = append(items, after: [0])
    for node in last { nodes[Int(node)].end = Int32(truncatingIfNeeded: number) }
    return !last.contains(0)
  }

  /// Gathers what the first words lead to; behind the last pattern and before the first search.
  mutating func seal() {
    startsWithAny = nodes[0].leaving & Leaving.any != 0
    var targets: [UInt64: [UInt32]] = [:]
    for symbol in firstSymbols.sorted() {
      var edge = Int(firstEdge[Self.key(0, symbol)] ?? 0)
      while edge != 0 {
        for word in words(of: symbol) { targets[word, default: []].append(edges[edge].target) }
        edge = Int(edges[edge].next)
      }
    }
    for (word, nodes) in targets.sorted(by: { $0.key < $1.key }) {
      firsts[Int((word & 0xFFFF) >> 6)] |= 1 << (word & 63)
      starts[word] = UInt64(firstNodes.count) << 32 | UInt64(nodes.count)
      firstNodes += nodes
    }
  }

  /// Calls back with the pattern, the word at which the search started and the one at which it ended.
  @inline(__always)
  func search(_ hashes: UnsafeBufferPointer<UInt64>, step: Int, _ found: (Int, Int, Int) -> Void) {
    for start in hashes.indices {
      let hash = hashes[start]
      if firsts[Int((hash & 0xFFFF) >> 6)] & 1 << (hash & 63) != 0, let place = starts[hash] {
        for index in Int(place >> 32)..<Int(place >> 32) + Int(place & 0xFFFF_FFFF) {
          arrive(at: Int(firstNodes[index]), start, start, hashes, step, found)
        }
      }
      if startsWithAny { follow(PatternItem.anyWord, from: 0, start, start, hashes, step, found) }
    }
  }

  @inline(__always)
  private func arrive(
    at node: Int, _ position: Int, _ start: Int, _ hashes: UnsafeBufferPointer<UInt64>, _ step: Int,
    _ found: (Int, Int, Int) -> Void
  ) {
    let end = nodes[node].end
    if end >= 0 { found(Int(end), start, position) }
    let next = position + step
    if next >= 0, next < hashes.count, nodes[node].mayFollow(hashes[next]) {
      walk(from: node, next, start, hashes, step, found)
    }
  }

  private func walk(
    from node: Int, _ position: Int, _ start: Int, _ hashes: UnsafeBufferPointer<UInt64>, _ step: Int,
    _ found: (Int, Int, Int) -> Void
  ) {
    let kinds = nodes[node].leaving
    let hash = hashes[position]
    if kinds & Leaving.word != 0 { follow(hash, from: node, position, start, hashes, step, found) }
    if kinds & Leaving.any != 0 { follow(PatternItem.anyWord, from: node, position, start, hashes, step, found) }
    guard kinds & Leaving.classes != 0, var shared = classes[hash] else { return }
    shared &= kinds
    while shared != 0 {
      let symbol = PatternItem.symbol(ofClass: shared.trailingZeroBitCount)
      follow(symbol, from: node, position, start, hashes, step, found)
      shared &= shared - 1
    }
  }

  private func follow(
    _ symbol: UInt64, from node: Int, _ position: Int, _ start: Int, _ hashes: UnsafeBufferPointer<UInt64>,
    _ step: Int, _ found: (Int, Int, Int) -> Void
  ) {
    var edge = Int(firstEdge[Self.key(node, symbol)] ?? 0)
    while edge != 0 {
      arrive(at: Int(edges[edge].target), position, start, hashes, step, found)
      edge = Int(edges[edge].next)
    }
  }
}

// MARK: Building

extension PatternAutomaton {
  /// Adds items behind each of some nodes; answers with the nodes at which they end.
  private mutating func append(_ items: some Sequence<PatternItem>, after nodes: [UInt32]) -> [UInt32] {
    var ends = nodes
    for item in items {
      let target = newNode()
      ends = [target] + append(item, after: ends, into: target)
    }
    return ends
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
    nodes.append(Node())
    return UInt32(nodes.count - 1)
  }

  private mutating func addEdge(from node: UInt32, _ symbol: UInt64, to target: UInt32) {
    let place = Int(node)
    if symbol == PatternItem.anyWord {
      nodes[place].leaving |= Leaving.any
      (nodes[place].low, nodes[place].high) = (.max, .max)
    } else {
      nodes[place].leaving |= symbol <= PatternItem.lastClass ? 1 << Self.bit(ofClass: symbol) : Leaving.word
      for word in words(of: symbol) {
        nodes[place].low |= 1 << (word & 63)
        nodes[place].high |= 1 << (word >> 6 & 63)
      }
    }
    let key = Self.key(place, symbol)
    edges.append(Edge(target: target, next: UInt32(firstEdge[key] ?? 0)))
    firstEdge[key] = UInt64(edges.count - 1)
    if node == 0 { firstSymbols.insert(symbol) }
  }

  /// The words that a symbol stands for; none for any word.
  private func words(of symbol: UInt64) -> [UInt64] {
    switch symbol {
    case PatternItem.anyWord: []
    case ...PatternItem.lastClass: members[Int(Self.bit(ofClass: symbol))]
    default: [symbol]
    }
  }

  private static func bit(ofClass symbol: UInt64) -> UInt64 { symbol - PatternItem.symbol(ofClass: 0) }

  private static func key(_ node: Int, _ symbol: UInt64) -> UInt64 {
    let mixed = (symbol ^ UInt64(node) &* 0x9E37_79B9_7F4A_7C15) &* 0xBF58_476D_1CE4_E5B9
    return mixed == 0 ? 1 : mixed
  }
}

/// A map between numbers by open addressing; a power of two in size. The key 0 is not used.
private struct HashMap: Sendable {
  /// Key and value side by side, so that a look-up touches one line of the cache.
  private var slots: [(key: UInt64, value: UInt64)] = [(0, 0), (0, 0)]
  private var count = 0

  subscript(_ key: UInt64) -> UInt64? {
    get {
      let slot = slots[slot(of: key)]
      return slot.key == key ? slot.value : nil
    }
    set {
      guard let newValue else { return }
      var slot = slot(of: key)
      if slots[slot].key == 0 {
        count += 1
        if count * 2 > slots.count {
          grow()
          slot = self.slot(of: key)
        }
      }
      slots[slot] = (key, newValue)
    }
  }

  @inline(__always)
  private func slot(of key: UInt64) -> Int {
    let mask = slots.count - 1
    var slot = Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> 20) & mask
    while slots[slot].key != 0, slots[slot].key != key { slot = (slot + 1) & mask }
    return slot
  }

  private mutating func grow() {
    let old = slots
    slots = Array(repeating: (0, 0), count: old.count * 4)
    for entry in old where entry.key != 0 { slots[slot(of: entry.key)] = entry }
  }
}
