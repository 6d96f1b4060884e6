extension Conformance {
  /// Texts on which careless code fails.
  public static let hardTexts: [(name: String, text: String)] = [
    ("an empty text", ""),
    ("one letter", "a"),
    ("one mark", "“"),
    ("one letter of four bytes", "𝔗"),
    ("one NUL", "\u{0}"),
    ("one combining letter", "\u{301}"),
    ("white space alone", " \n\n\t \u{A0} \n"),
    ("marks alone", "“”‘’\"'«»„“‚‘–—…!?.,;:()[]"),
    ("unbalanced marks", "“a ‘b “c” d\n\n\"e “f ”\" ’g‘ »h« «i»"),
    (
      "letters of four bytes and combining ones",
      "𝔗𝔥𝔢 𝔭𝔢𝔬𝔭𝔩𝔢 said: “𝔴𝔢 e\u{301}\u{301} \u{200D}👩‍👩‍👧 ourselves.” \u{FEFF}\u{FFFD}"
    ),
    ("right to left", "קרל מרקס כתב: ”פועלי כל הארצות התאחדו“. \u{202E}state\u{202C} \u{2067}people\u{2069}"),
    ("a word without end", String(repeating: "a", count: 20_000)),
    ("a thousand quotations", String(repeating: "“Let us,” said A. B. Carr, “decide.” ", count: 1000)),
    ("a thousand openings", String(repeating: "“(‘[", count: 1000)),
    ("control characters", "a\u{1}b\u{0}c\u{7F}d “e\u{85}f”"),
    ("line ends of every kind", "The people\r\nsaid “no”\rto the\u{2028}state\u{2029}and\u{B}the\u{C}people.\r\n\r\n"),
    ("every line a paragraph", (1...200).map { "Line \($0) says “no”." }.joined(separator: "\n\n")),
    ("letters of every plane", lettersOfEveryPlane),
  ]

  /// Each 61st scalar and both ends of each plane, words of 40 scalars; what is no character (such as U+FFFF) too.
  private static var lettersOfEveryPlane: String {
    var text = String.UnicodeScalarView()
    var count = 0
    func add(_ value: UInt32) {
      guard let scalar = Unicode.Scalar(value) else { return }
      text.append(scalar)
      count += 1
      if count % 40 == 0 { text.append(count % 400 == 0 ? "\n" : " ") }
    }
    for plane in UInt32(0)...16 {
      for value in stride(from: plane << 16, to: (plane + 1) << 16, by: 61) { add(value) }
      for value in (plane << 16 + 0xFFFC)...(plane << 16 + 0xFFFF) { add(value) }
    }
    return String(text)
  }
}
