import Codebook
import Standoff

/// How the labels of a codebook look: each has a sign beside its colour, so that nobody needs to tell colours apart.
///
/// The built-in stances have looks of their own, above to the left and below to the right of a middle line; those of
/// another codebook take signs and colours in its order.
struct LabelLook: Sendable {
  let codebook: Codebook
  private let looks: [Stance: (symbol: String, cssClass: String)]

  private static let builtIn: [Stance: (symbol: String, cssClass: String)] = [
    .above: ("▲", "above"), .below: ("▼", "below"), .mixed: ("◆", "mixed"), .none: ("○", "none"),
  ]
  private static let symbols = ["●", "■", "▲", "★", "✚", "▶"]

  init(_ codebook: Codebook) {
    self.codebook = codebook
    guard !codebook.isBuiltIn else {
      looks = Self.builtIn
      return
    }
    var looks: [Stance: (symbol: String, cssClass: String)] = [codebook.rest: ("○", "none")]
    for (place, stance) in codebook.stances.filter({ $0.name != codebook.rest }).enumerated() {
      let number = place % Self.symbols.count
      looks[stance.name] = (stance.both.isEmpty ? Self.symbols[number] : "◆", "own own\(number + 1)")
    }
    self.looks = looks
  }

  func symbol(_ stance: Stance) -> String { looks[stance]?.symbol ?? "□" }

  /// The classes that the style sheet knows; stances that the codebook does not declare share one.
  func cssClass(_ stance: Stance) -> String { looks[stance]?.cssClass ?? "other" }

  /// The stances in the order of tables; of two opposites what they share lies between them.
  var stances: [Stance] {
    guard let (left, right) = opposites else { return codebook.stances.map(\.name) }
    return [left] + codebook.contrasts + [right, codebook.rest]
  }

  /// The two stances that are drawn to either side of a line, where there are just these.
  var opposites: (left: Stance, right: Stance)? {
    let plain = codebook.plainStances
    guard plain.count == 2, codebook.definition(of: plain[0])?.opposite == plain[1],
      codebook.stances.count - 1 == plain.count + codebook.contrasts.count
    else { return nil }
    return (plain[0], plain[1])
  }

  /// The sign of the stance that a side is named after.
  func symbol(_ side: Side) -> String {
    codebook.plainStances.first { codebook.definition(of: $0)?.side == side }.map(symbol) ?? ""
  }
}

extension Document {
  /// What to call it: its title, else its id.
  var heading: String {
    guard let title = metadata.title, !title.isEmpty else { return id }
    return title
  }
}

/// Numbers as people read them.
enum Figure {
  /// At most two decimals: `0.84`, `1.7`.
  static func score(_ value: Double) -> String {
    guard value.isFinite, abs(value) < 1e9 else { return "\(value)" }
    var hundredths = Int((abs(value) * 100).rounded())
    // What is almost certain is not shown as certain.
    if hundredths == 100, abs(value) < 1 { hundredths = 99 }
    if hundredths == 0, value != 0 { hundredths = 1 }
    let (whole, rest) = hundredths.quotientAndRemainder(dividingBy: 100)
    let sign = value < 0 && hundredths > 0 ? "-" : ""
    if rest == 0 { return "\(sign)\(whole)" }
    return rest % 10 == 0 ? "\(sign)\(whole).\(rest / 10)" : "\(sign)\(whole).\(rest / 10)\(rest % 10)"
  }

  /// `17%`; `0.4%` below one.
  static func percent(_ value: Double) -> String {
    value > 0 && value < 0.01 ? "\((value * 1000).rounded() / 10)%" : "\(Int((value * 100).rounded()))%"
  }

  /// With a comma between thousands.
  static func count(_ value: Int) -> String {
    let digits = Array(String(value.magnitude))
    var text = value < 0 ? "-" : ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index) % 3 == 0 { text += "," }
      text.append(digit)
    }
    return text
  }

  /// `1 document`, `2 documents`.
  static func count(_ value: Int, _ noun: String) -> String { "\(count(value)) \(noun)\(value == 1 ? "" : "s")" }

  /// Coordinates in a picture.
  static func point(_ value: Double) -> String { "\((value * 10).rounded() / 10)" }
}
