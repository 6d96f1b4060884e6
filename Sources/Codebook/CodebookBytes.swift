extension Codebook {
  /// The whole codebook as bytes, lexicons and all, the same on every machine, for hashing.
  ///
  /// Every field stands behind its length in decimal digits and a colon, so that no two codebooks give the same bytes.
  public var canonicalBytes: [UInt8] {
    var bytes: [UInt8] = []
    func add(_ field: String?) {
      let field = field ?? ""
      bytes += "\(field.utf8.count):\(field)\n".utf8
    }
    func add<Item>(_ items: [Item], _ write: (Item) -> Void) {
      bytes += "\(items.count)\n".utf8
      items.forEach(write)
    }
    for field in ["codebook 1", name, title, question, rest.rawValue] { add(field) }
    add(stances) { stance in
      for field in [
        stance.name.rawValue, stance.meaning, stance.signs, stance.opposite?.rawValue, stance.side?.rawValue,
      ] { add(field) }
      add(stance.both) { add($0.rawValue) }
    }
    add(strains) { for field in [$0.name.rawValue, $0.stance.rawValue, $0.meaning] { add(field) } }
    add(attitudes) { for field in [$0.name.rawValue, $0.meaning] { add(field) } }
    for field in [sides?.first.rawValue, sides?.second.rawValue, sides?.meaning] { add(field) }
    for list in [rules, sources] { add(list) { add($0) } }
    for number in [thresholds.passage, thresholds.quotation, thresholds.margin, thresholds.both] { add("\(number)") }
    add(lexicons) { lexicon in
      add(lexicon.language)
      let words = lexicon.bytes
      bytes += "\(words.count):".utf8
      bytes += words
    }
    return bytes
  }
}
