public import Standoff

extension Conformance {
  /// Texts of marks and words in no order, the same each time; each is longer than the one before.
  ///
  /// They find what nobody would write down: marks that nest without end, a name cut by a mark.
  public static func soups(_ count: Int) -> [Document] {
    let parts = [
      "“", "”", "‘", "’", "\"", "'", "„", "«", "»", "「", "」", "`", "(", ")", "[3]", " ", " ", " ", "\n", "\n\n", ", ",
      ". ",
      "! ", "? ", "… ", "...", "--", "—", ":", "_", "*", "Marten", "Mrs. Pell", "said", "he", "the workers", "wrote",
      "I",
      "as",
      "by", "of", "A. B.", "'tis", "é", "É", "ß", "語", "𝔗", "\u{301}", "\u{A0}", "7", "IV.", "Dr.", "according to",
      "in the words of",
    ]
    var state: UInt64 = 7
    return (0..<count).map { number in
      var text = ""
      for _ in 0..<(number * 3) {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        text += parts[Int(state >> 33) % parts.count]
      }
      return Document(id: "soup-\(number)", text: text)
    }
  }
}

extension Document {
  fileprivate init(id: String, text: String) {
    self.init(
      id: id, origin: Origin(path: id, format: "text"), text: Text(text), map: .identity(count: text.utf8.count))
  }
}
