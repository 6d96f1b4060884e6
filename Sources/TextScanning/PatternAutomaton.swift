/// Patterns as a graph over words and classes whose alternatives run together again: its size is that of the patterns
/// as written, not that of all the word sequences they stand for.
struct PatternAutomaton: Sendable {
  /// What can follow at a node.
  private struct Node {
    /// A bit for each class that can follow.
    var classes: UInt64 = 0
    /// Two bits of the hash of each word that can follow by itself or in a class: most words are passed by without a
    /// look at the edges.
    var low: UInt64 = 0
    var high: UInt64 = 0
    /// The pattern that ends here, or -1.
    var end: Int32 = -1
    /// The first edge that any word may take; 0 is none.
    var any: UInt32 = 0

    static func lowBit(_ hash: UInt64) -> UInt64 { 1 << (hash & 63) }
    static func highBit(_ hash: UInt64) -> UInt64 { 1 << (hash >> 6 & 63) }

    @inline(__always)
    func names(_ hash: UInt64) -> Bool { low & Self.lowBit(hash) != 0 && high & Self.highBit(hash) != 0 }

    @inline(__always)
    func mayFollow(_ hash: UInt64) -> Bool { any != 0 || names(hash) }
  }

  /// A node to which a first word leads, with what its look-ups need side by side.
  private struct Beginning {
    let node: Node
    let number: UInt32
  }

  /// An edge that leaves a node by a symbol, and the next such edge; 0 is none.
  private struct Edge {
    let target: UInt32
    let next: UInt32
  }

  /// The single words of each class.
  private let members: [[UInt64]]
  /// What each class puts into ``Node/low`` and ``Node/high``.
  private let memberBits: [(low: UInt64, high: UInt64)]
  /// The classes of each word that is in one.
  private var classes = WordMap()
  /// The words that `_` does not stand for.
  private let barred: WordSet
  /// The first edge by node and symbol.
  private var firstEdge = WordMap()
  private var edges: [Edge] = [Edge(target: 0, next: 0)]
  private var nodes: [Node] = [Node()]
  /// The beginnings that first words make, each word's side by side.
  private var beginnings: [Beginning] = []
  private var firstSymbols: [UInt64] = []
  /// By node the symbols that can follow; nothing once it is sealed.
  private var symbols: [[UInt64]] = [[]]
  /// Whether some pattern starts with any word.
  private(set) var startsWithAny = false

  init(members: [[UInt64]], barred: WordSet) {
    self.members = members
    self.barred = barred
    memberBits = members.map { words in
      words.reduce((0, 0)) { ($0.0 | Node.lowBit($1), $0.1 | Node.highBit($1)) }
    }
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

  /// What can be found from one first word on.
  struct Start {
    let word: UInt64
    /// Where its beginnings stand, for ``search(_:at:_:step:_:)``.
    let places: Range<Int>
    /// Whether a pattern ends with it.
    let isWhole: Bool
    /// Whether any word may follow it.
    let isOpen: Bool
    /// The words that can follow it, some more than once.
    let next: [UInt64]
    /// Equal for words that the same can follow.
    let targets: [UInt32]
  }

  /// Gathers what the first words lead to; behind the last pattern and before the first search.
  mutating func seal() -> [Start] {
    startsWithAny = nodes[0].any != 0
    var led: [(word: UInt64, order: Int, target: UInt32)] = []
    for symbol in firstSymbols.sorted() {
      var edge = Int(edge(from: 0, symbol))
      while edge != 0 {
        for word in words(of: symbol) { led.append((word, led.count, edges[edge].target)) }
        edge = Int(edges[edge].next)
      }
    }
    led.sort { $0.word != $1.word ? $0.word < $1.word : $0.order < $1.order }
    beginnings = led.map { Beginning(node: nodes[Int($0.target)], number: $0.target) }
    var starts: [Start] = []
    var followers: [[UInt32]: [UInt64]] = [:]
    var first = 0
    for index in led.indices where index + 1 == led.count || led[index + 1].word != led[index].word {
      let targets = led[first...index].map(\.target)
      let own = targets.map(Int.init)
      if followers[targets] == nil { followers[targets] = own.flatMap { symbols[$0].flatMap(words) } }
      starts.append(
        Start(
          word: led[index].word, places: first..<index + 1, isWhole: own.contains { nodes[$0].end >= 0 },
          isOpen: own.contains { nodes[$0].any != 0 }, next: followers[targets] ?? [], targets: targets))
      first = index + 1
    }
    symbols = []
    return starts
  }

  /// Follows the beginnings of a word, and calls back with each pattern and the word at which it ends.
  @inline(__always)
  func search(
    _ places: Range<Int>, at start: Int, _ hashes: UnsafeBufferPointer<UInt64>, step: Int, _ found: (Int, Int) -> Void
  ) {
    let next = start + step
    let following = next >= 0 && next < hashes.count ? hashes[next] : nil
    for index in places {
      let beginning = beginnings[index]
      if beginning.node.end >= 0 { found(Int(beginning.node.end), start) }
      if let following, beginning.node.mayFollow(following) {
        walk(from: Int(beginning.number), next, hashes, step, found)
      }
    }
  }

  /// Follows the patterns that start with any word.
  func searchAny(
    at start: Int, _ hashes: UnsafeBufferPointer<UInt64>, step: Int, _ found: (Int, Int) -> Void
  ) {
    if !barred.contains(hashes[start]) { follow(nodes[0].any, start, hashes, step, found) }
  }

  @inline(__always)
  private func arrive(
    at node: Int, _ position: Int, _ hashes: UnsafeBufferPointer<UInt64>, _ step: Int,
    _ found: (Int, Int) -> Void
  ) {
    let end = nodes[node].end
    if end >= 0 { found(Int(end), position) }
    let next = position + step
    if next >= 0, next < hashes.count, nodes[node].mayFollow(hashes[next]) {
      walk(from: node, next, hashes, step, found)
    }
  }

  private func walk(
    from node: Int, _ position: Int, _ hashes: UnsafeBufferPointer<UInt64>, _ step: Int, _ found: (Int, Int) -> Void
  ) {
    let hash = hashes[position]
    if nodes[node].any != 0, !barred.contains(hash) { follow(nodes[node].any, position, hashes, step, found) }
    guard nodes[node].names(hash) else { return }
    follow(edge(from: node, hash), position, hashes, step, found)
    guard nodes[node].classes != 0, var shared = classes[hash] else { return }
    shared &= nodes[node].classes
    while shared != 0 {
      let symbol = PatternItem.symbol(ofClass: shared.trailingZeroBitCount)
      follow(edge(from: node, symbol), position, hashes, step, found)
      shared &= shared - 1
    }
  }

  @inline(__always)
  private func follow(
    _ edge: UInt32, _ position: Int, _ hashes: UnsafeBufferPointer<UInt64>, _ step: Int, _ found: (Int, Int) -> Void
  ) {
    var edge = Int(edge)
    while edge != 0 {
      arrive(at: Int(edges[edge].target), position, hashes, step, found)
      edge = Int(edges[edge].next)
    }
  }

  private func edge(from node: Int, _ symbol: UInt64) -> UInt32 {
    UInt32(truncatingIfNeeded: firstEdge[Self.key(node, symbol)] ?? 0)
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
    symbols.append([])
    return UInt32(nodes.count - 1)
  }

  private mutating func addEdge(from node: UInt32, _ symbol: UInt64, to target: UInt32) {
    let place = Int(node)
    let number = UInt32(edges.count)
    if symbol == PatternItem.anyWord {
      edges.append(Edge(target: target, next: nodes[place].any))
      nodes[place].any = number
      return
    }
    symbols[place].append(symbol)
    let key = Self.key(place, symbol)
    let other = firstEdge[key]
    edges.append(Edge(target: target, next: UInt32(truncatingIfNeeded: other ?? 0)))
    firstEdge[key] = UInt64(number)
    if node == 0, other == nil { firstSymbols.append(symbol) }
    if symbol <= PatternItem.lastClass {
      let bit = Self.bit(ofClass: symbol)
      nodes[place].classes |= 1 << bit
      nodes[place].low |= memberBits[Int(bit)].low
      nodes[place].high |= memberBits[Int(bit)].high
    } else {
      nodes[place].low |= Node.lowBit(symbol)
      nodes[place].high |= Node.highBit(symbol)
    }
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
