import Codebook
import Standoff

extension Stance {
  /// Stands beside every colour, so that nobody needs to tell colours apart.
  var symbol: String {
    switch self {
    case .above: "▲"
    case .below: "▼"
    case .mixed: "◆"
    case .none: "○"
    default: "■"
    }
  }

  /// The class that the style sheet knows; stances of a codebook of one's own share one.
  var cssClass: String { [.above, .below, .mixed, .none].contains(self) ? rawValue : "other" }
}

extension Side {
  var stance: Stance {
    switch self {
    case .above: .above
    case .below: .below
    case .neither: .none
    }
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
