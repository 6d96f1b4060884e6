import HTMLReport
import PluginAPI
import Standoff
import Testing

/// Contrast as WCAG 2.2 computes it, from the colours of the page as it is written.
@Suite("colours")
struct ContrastTests {
  private static let inks = ["ink", "soft", "link", "above", "below", "mixed"] + (1...6).map { "own\($0)" }
  private static let grounds = [
    "paper", "card", "rail", "above-tint", "above-strong", "below-tint", "below-strong", "mixed-tint", "mixed-strong",
    "none-strong", "lit",
  ]

  @Test("every ink reads on every ground, by day and by night", arguments: [false, true])
  func contrast(isDark: Bool) throws {
    let colours = try Self.colours(isDark: isDark)
    for ink in Self.inks {
      for ground in Self.grounds {
        let (one, other) = (try #require(colours[ink]), try #require(colours[ground]))
        let ratio = (max(one, other) + 0.05) / (min(one, other) + 0.05)
        #expect(ratio >= 4.5, "\(ink) on \(ground)")
      }
    }
  }

  /// Luminances by name.
  private static func colours(isDark: Bool) throws -> [String: Double] {
    var report = try HTMLReport(HTMLReport.Settings(), .bare)
    let page = String(decoding: try #require(try report.finish().first).bytes, as: UTF8.self)
    let parts = page.split(separator: ":root {")
    let block = try #require(isDark ? parts.dropFirst(2).first : parts.dropFirst().first).prefix { $0 != "}" }
    var colours: [String: Double] = [:]
    for line in block.split(separator: "\n") {
      let words = line.split(whereSeparator: { " :;".contains($0) })
      guard words.count == 2, words[0].hasPrefix("--"), words[1].hasPrefix("#"), words[1].count == 7,
        let value = Int(words[1].dropFirst(), radix: 16)
      else { continue }
      colours[String(words[0].dropFirst(2))] =
        0.2126 * linear(value >> 16) + 0.7152 * linear(value >> 8 & 255) + 0.0722 * linear(value & 255)
    }
    return colours
  }

  private static func linear(_ channel: Int) -> Double {
    let value = Double(channel) / 255
    guard value > 0.04045 else { return value / 12.92 }
    // ((v + 0.055) / 1.055) ^ 2.4, without the mathematics library: x^2.4 = x^2 · (x^2)^(1/5)
    let x = (value + 0.055) / 1.055
    var root = 1.0
    for _ in 0..<60 { root -= (root * root * root * root * root - x * x) / (5 * root * root * root * root) }
    return x * x * root
  }
}
