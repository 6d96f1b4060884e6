import Standoff

/// A quotation mark as a character.
enum Glyph: UInt8, Sendable {
  case straightDouble, leftDouble, rightDouble, lowDouble, reversedDouble
  case backticks, twinApostrophes, twinCommas, openPrimes, closePrimes, lowPrimes
  case straightSingle, leftSingle, rightSingle, lowSingle, reversedSingle, grave, acute
  case leftGuillemet, rightGuillemet, leftChevrons, rightChevrons, leftSingleGuillemet, rightSingleGuillemet
  case openCorner, closeCorner, openWhiteCorner, closeWhiteCorner, openTitle, closeTitle

  /// Marks that can stand at the two ends of one quotation.
  enum Family: UInt8, Sendable, CaseIterable {
    case double, single, guillemet, singleGuillemet, corner, whiteCorner, title
  }

  var family: Family {
    switch self {
    case .straightDouble, .leftDouble, .rightDouble, .lowDouble, .reversedDouble: .double
    case .backticks, .twinApostrophes, .twinCommas, .openPrimes, .closePrimes, .lowPrimes: .double
    case .straightSingle, .leftSingle, .rightSingle, .lowSingle, .reversedSingle, .grave, .acute: .single
    case .leftGuillemet, .rightGuillemet, .leftChevrons, .rightChevrons: .guillemet
    case .leftSingleGuillemet, .rightSingleGuillemet: .singleGuillemet
    case .openCorner, .closeCorner: .corner
    case .openWhiteCorner, .closeWhiteCorner: .whiteCorner
    case .openTitle, .closeTitle: .title
    }
  }

  var character: String {
    switch self {
    case .straightDouble: "\""
    case .leftDouble: "“"
    case .rightDouble: "”"
    case .lowDouble: "„"
    case .reversedDouble: "‟"
    case .backticks: "``"
    case .twinApostrophes: "''"
    case .twinCommas: ",,"
    case .openPrimes: "〝"
    case .closePrimes: "〞"
    case .lowPrimes: "〟"
    case .straightSingle: "'"
    case .leftSingle: "‘"
    case .rightSingle: "’"
    case .lowSingle: "‚"
    case .reversedSingle: "‛"
    case .grave: "`"
    case .acute: "´"
    case .leftGuillemet: "«"
    case .rightGuillemet: "»"
    case .leftChevrons: "<<"
    case .rightChevrons: ">>"
    case .leftSingleGuillemet: "‹"
    case .rightSingleGuillemet: "›"
    case .openCorner: "「"
    case .closeCorner: "」"
    case .openWhiteCorner: "『"
    case .closeWhiteCorner: "』"
    case .openTitle: "《"
    case .closeTitle: "》"
    }
  }
}

/// A quotation mark at its place, with what its surroundings let it do.
struct Mark: Sendable {
  /// How much speaks for a mark to open or to close here.
  enum Likelihood: UInt8, Comparable, Sendable {
    case no, weak, fair, strong
    static func < (one: Self, other: Self) -> Bool { one.rawValue < other.rawValue }
  }

  let span: Span
  let glyph: Glyph
  /// What stands on either side, other marks and signs of emphasis left out of account.
  let before, after: Neighbour
  /// Whether nothing stands before it in its block.
  let startsBlock: Bool
  var opens = Likelihood.no
  var closes = Likelihood.no
  /// Whether it turns the wrong way for what it does here.
  var isWrongWay = false

  var family: Glyph.Family { glyph.family }
}

extension Mark {
  /// The same mark at another place.
  init(_ mark: Mark, at span: Span) {
    self.init(
      span: span, glyph: mark.glyph, before: mark.before, after: mark.after, startsBlock: mark.startsBlock,
      opens: mark.opens, closes: mark.closes,
      isWrongWay: mark.isWrongWay)
  }
}

/// What stands beside a mark.
enum Neighbour: UInt8, Sendable {
  /// White space or the border of the block.
  case space
  case letter, digit
  /// An opening bracket.
  case opening
  /// A dash.
  case dash
  /// A mark that ends a sentence or a part of one, or a closing bracket.
  case stop
  case other
}
