/// A text without the sign that starts an anchor, `&`: a letter that nobody writes stands in its place.
///
/// The parser puts what an alias names in its place, and compares the keys so made before it gives anything back; a few
/// lines can so become more than any memory holds. Without an anchor no alias leads anywhere.
struct MaskedText {
  let text: String
  private let mask: Unicode.Scalar

  init(_ text: String) {
    let privateUse = UInt32(0xE000)...0xF8FF
    let used = Set(text.unicodeScalars.lazy.map(\.value).filter(privateUse.contains))
    mask = privateUse.first { !used.contains($0) }.flatMap(Unicode.Scalar.init) ?? "\u{E000}"
    guard text.utf8.contains(UInt8(ascii: "&")) else {
      self.text = text
      return
    }
    var scalars = String.UnicodeScalarView()
    for scalar in text.unicodeScalars { scalars.append(scalar == "&" ? mask : scalar) }
    self.text = String(scalars)
  }

  func original(_ part: String) -> String {
    guard part.unicodeScalars.contains(mask) else { return part }
    var scalars = String.UnicodeScalarView()
    for scalar in part.unicodeScalars { scalars.append(scalar == mask ? "&" : scalar) }
    return String(scalars)
  }

  func startsAnchor(_ part: String) -> Bool { part.unicodeScalars.first == mask }

  /// The lines as the parser counts them, and as they were written.
  var lines: [String] {
    text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).map { original(String($0)) }
  }
}
