import TextScanning

/// How a document uses its marks, judged from all of them.
struct Conventions: Sendable {
  /// `»so«` rather than `«so»`.
  var pointsInward = false
  /// `„so“`: the mark that opens English quotations closes here.
  var isLowHigh = false
  /// `‚so‘`, which a document may use without the other.
  var isSingleLowHigh = false
  /// Single marks stand for what double ones do elsewhere.
  var singleIsPrimary = false
  /// Quotations that start a paragraph are hardly ever left open at its end: it is talk, with few long speeches.
  var closesParagraphs = false

  init(_ marks: [[Mark]]) {
    var (inward, outward, low, lowSingles, doubles, singles, left, guillemets) = (0, 0, 0, 0, 0, 0, 0, 0)
    for marks in marks {
      // Where white space stands on both sides, the first of a block tells.
      guard let first = marks.first(where: { $0.family == .guillemet }) else { continue }
      if first.glyph == .leftGuillemet || first.glyph == .leftChevrons { outward += 1 } else { inward += 1 }
    }
    for mark in marks.joined() {
      let opensHere = mark.before.precedesOpening && !mark.after.followsClosing
      let closesHere = !mark.before.precedesOpening && mark.after.followsClosing
      switch mark.glyph {
      case .rightGuillemet, .rightChevrons, .rightSingleGuillemet:
        guillemets += 1
        if opensHere { inward += 1 } else if closesHere { outward += 1 }
      case .leftGuillemet, .leftChevrons, .leftSingleGuillemet:
        guillemets += 1
        if closesHere { inward += 1 } else if opensHere { outward += 1 }
      case .lowDouble, .twinCommas: low += 1
      case .lowSingle: lowSingles += 1
      case .leftDouble:
        left += 1
        doubles += 1
      case .straightDouble, .rightDouble, .twinApostrophes: doubles += 1
      case .straightSingle, .rightSingle, .leftSingle, .acute:
        if mark.before == .stop, mark.after == .space { singles += 1 }
      default: break
      }
    }
    var (closed, unclosed) = (0, 0)
    for marks in marks {
      guard let first = marks.first, first.startsBlock, first.family != .single else { continue }
      let closes = marks.dropFirst().contains { $0.family == first.family && $0.before != .space && $0.before != .dash }
      if closes { closed += 1 } else { unclosed += 1 }
    }
    closesParagraphs = closed >= 10 && closed > unclosed * 8
    // One mark that stands askew makes no convention.
    pointsInward = inward > 1 && inward > outward * 2
    isLowHigh = low > 0 && low * 3 > left
    isSingleLowHigh = isLowHigh || lowSingles > 0
    singleIsPrimary = singles * 2 > doubles + guillemets
  }
}

extension Neighbour {
  /// Whether an opening mark may stand right behind this.
  var precedesOpening: Bool { self == .space || self == .opening || self == .dash }
  /// Whether a closing mark may stand right before this.
  var followsClosing: Bool { self == .space || self == .stop || self == .dash || self == .opening }
}

extension Conventions {
  /// The mark with what it can do at its place, by its form and its surroundings.
  func weigh(_ mark: Mark, in text: UnsafeBufferPointer<UInt8>, _ words: KindWords) -> Mark {
    var mark = mark
    switch mark.glyph {
    case .straightDouble: weighStraight(&mark)
    case .leftDouble: weighDirected(&mark, opens: !isLowHigh)
    case .rightDouble, .reversedDouble, .twinApostrophes: weighDirected(&mark, opens: false)
    case .lowDouble, .lowSingle, .openCorner, .openWhiteCorner, .openTitle: mark.opens = .strong
    case .openPrimes, .backticks: mark.opens = .strong
    case .twinCommas: if mark.before.precedesOpening, !mark.after.followsClosing { mark.opens = .strong }
    case .closeCorner, .closeWhiteCorner, .closeTitle, .closePrimes, .lowPrimes:
      mark.closes = .strong
    case .leftGuillemet, .leftChevrons, .leftSingleGuillemet: weighDirected(&mark, opens: !pointsInward)
    case .rightGuillemet, .rightChevrons, .rightSingleGuillemet: weighDirected(&mark, opens: pointsInward)
    case .leftSingle: weighSingle(&mark, in: text, words, form: isSingleLowHigh ? .closing : .opening)
    case .rightSingle: weighSingle(&mark, in: text, words, form: .closing)
    case .straightSingle, .reversedSingle, .acute: weighSingle(&mark, in: text, words, form: nil)
    case .grave:
      weighSingle(&mark, in: text, words, form: .opening)
      mark.closes = .no
    }
    return mark
  }

  private func weighStraight(_ mark: inout Mark) {
    let opensHere = mark.before.precedesOpening && mark.after != .space
    let closesHere = mark.before != .space && mark.before != .opening
    switch (opensHere, closesHere) {
    case (true, false): mark.opens = .strong
    case (false, true) where mark.after == .letter:
      (mark.opens, mark.closes) = (.weak, .strong)
    case (false, true): mark.closes = mark.before == .digit && mark.after != .stop ? .weak : .strong
    case (true, true) where mark.before == .dash:
      (mark.opens, mark.closes) = mark.after == .letter || mark.after == .digit ? (.strong, .strong) : (.weak, .strong)
    default: (mark.opens, mark.closes) = (.weak, .weak)
    }
  }

  /// A mark whose form says what it does, unless its surroundings plainly say the reverse.
  private func weighDirected(_ mark: inout Mark, opens: Bool) {
    let opensHere =
      mark.before.precedesOpening && mark.before != .dash && (mark.after == .letter || mark.after == .digit)
    let closesHere = !mark.before.precedesOpening && mark.after.followsClosing
    if opens {
      if closesHere {
        (mark.closes, mark.isWrongWay) = (.strong, true)
      } else {
        mark.opens = .strong
      }
    } else if opensHere {
      (mark.opens, mark.isWrongWay) = (.strong, true)
    } else {
      mark.closes = .strong
      if mark.before == .dash, mark.after == .letter { mark.opens = .weak }
    }
  }

  private enum Form { case opening, closing }

  private func weighSingle(
    _ mark: inout Mark, in text: UnsafeBufferPointer<UInt8>, _ words: KindWords, form: Form?
  ) {
    let opensHere = mark.before.precedesOpening && mark.after != .space && mark.after != .stop
    let next = Word(in: text, at: mark.span.upperBound, end: text.count)
    let isElision = next.map { words.elisions.contains($0.hash) || $0.shape == .number } ?? false
    if opensHere, form != .closing || mark.before != .dash {
      let wrong = form == .closing
      mark.opens = isElision || wrong ? .weak : .strong
      mark.isWrongWay = wrong
      if isElision, wrong { mark.opens = .no }
    }
    guard mark.before != .space, mark.before != .opening, mark.after != .letter, mark.after != .digit else { return }
    if form == .opening, mark.after != .space { return }
    mark.isWrongWay = form == .opening
    if mark.before == .stop || mark.before == .dash {
      mark.closes = .strong
    } else {
      mark.closes = isApostropheLike(mark, in: text, words) ? .weak : .fair
    }
  }

  /// Whether a word ends here as a plural's possessive or a clipped participle does: `workers'`, `huntin'`, `o'`.
  private func isApostropheLike(
    _ mark: Mark, in text: UnsafeBufferPointer<UInt8>, _ words: KindWords
  ) -> Bool {
    let last = mark.span.lowerBound - 1
    guard last >= 1, mark.after == .space || mark.after == .stop else { return false }
    if let word = Word(in: text, before: mark.span.lowerBound, from: 0), words.clipped.contains(word.hash) {
      return true
    }
    let letters = (text[last - 1] | 0x20, text[last] | 0x20)
    return letters.1 == UInt8(ascii: "s") || letters == (UInt8(ascii: "i"), UInt8(ascii: "n"))
  }
}
