/// What an element of a TEI text does to the text.
enum Role: UInt8 {
  /// Words in the line: `hi`, `persName`, and whatever is not known.
  case inline
  /// Holds blocks and no words of its own: `body`, `table`.
  case container
  /// The same, where words on their own are no paragraphs: a title page, a cast list.
  case matter
  /// Left out with all that is in it.
  case ignored
  case corpus, document, header, text, front, back
  case division, floatingText, persons
  /// Places, bodies, events: data in the back of an edition or in a note, words of the text elsewhere.
  case dataList
  /// The number of a book or a manuscript; in a bibliography an address on the web more often.
  case identifier
  /// Words in the line, with space around them: a line of an address, what a part in a play is.
  case spaced
  case paragraph, heading, other, list, item, label
  case verseGroup, verse
  case speech, utterance, segment, speaker, stage, event, gap
  case note, runningHead, figure, figureDescription, table
  case quote, said, soCalled, cit, source
  case choice, substitution, sic, corr, orig, reg, abbr, expan, ex, am
  case deletion, apparatus, lemma, reading
  case lineBreak, page, column, milestone, space, glyph
  case word, mark, character, reference
  case include, fallback

  /// The role of an element by its local name and namespace.
  init(name: String, namespace: String?) {
    switch namespace {
    case nil, "http://www.tei-c.org/ns/1.0": self = Self.named[name] ?? .inline
    case "http://www.w3.org/2001/XInclude":
      self = name == "include" ? .include : name == "fallback" ? .fallback : .ignored
    case "http://www.w3.org/2000/svg": self = .ignored
    default: self = .inline
    }
  }

  private static let named: [String: Role] = {
    var roles: [String: Role] = [:]
    func set(_ role: Role, _ names: String) {
      for name in names.split(separator: " ") { roles[String(name)] = role }
    }
    set(.corpus, "teiCorpus teiCorpus.2")
    set(.document, "TEI TEI.2")
    set(.header, "teiHeader")
    set(.text, "text")
    set(.front, "front")
    set(.back, "back")
    set(.container, "body group argument postscript")
    set(.matter, "titlePage castList castGroup listBibl row place org event object nym")
    set(.division, "div div0 div1 div2 div3 div4 div5 div6 div7")
    set(.floatingText, "floatingText")
    set(.persons, "listPerson")
    set(.dataList, "listPlace listOrg listEvent listObject listNym")
    set(.identifier, "idno")
    set(
      .ignored,
      "facsimile sourceDoc standOff xenoData fsdDecl listRelation "
        + "interp interpGrp span spanGrp link linkGrp fs fLib fvLib fvl timeline join joinGrp alt altGrp certainty respons "
        + "index geo schemaSpec specGrp moduleSpec elementSpec classSpec macroSpec notatedMusic binaryObject "
        + "graphic media witDetail wit listWit listChange substJoin listTranspose annotation listAnnotation "
        + "ptr anchor pause shift when precision")
    set(.paragraph, "p ab")
    set(.heading, "head titlePart docTitle")
    set(
      .other,
      "opener closer salute signed dateline byline trailer docAuthor docImprint docDate docEdition imprimatur "
        + "castItem biblFull biblStruct set prologue epilogue performance egXML eg")
    set(.spaced, "addrLine roleDesc")
    set(.list, "list listApp")
    set(.item, "item")
    set(.label, "label")
    set(.verseGroup, "lg")
    set(.verse, "l")
    set(.speech, "sp spGrp")
    set(.utterance, "u")
    set(.segment, "seg")
    set(.speaker, "speaker")
    set(.stage, "stage camera sound tech caption view move")
    set(.event, "kinesic incident vocal")
    set(.gap, "gap")
    set(.note, "note noteGrp")
    set(.runningHead, "fw")
    set(.figure, "figure")
    set(.figureDescription, "figDesc")
    set(.table, "table")
    set(.other, "cell")
    set(.quote, "quote q")
    set(.said, "said")
    set(.soCalled, "soCalled")
    set(.cit, "cit epigraph")
    set(.source, "bibl author")
    set(.choice, "choice")
    set(.substitution, "subst")
    set(.sic, "sic")
    set(.corr, "corr")
    set(.orig, "orig")
    set(.reg, "reg")
    set(.abbr, "abbr")
    set(.expan, "expan")
    set(.ex, "ex")
    set(.am, "am")
    set(.deletion, "del")
    set(.apparatus, "app")
    set(.lemma, "lem")
    set(.reading, "rdg rdgGrp")
    set(.lineBreak, "lb")
    set(.page, "pb")
    set(.column, "cb")
    set(.milestone, "milestone")
    set(.space, "space")
    set(.glyph, "g")
    set(.word, "w")
    set(.mark, "pc")
    set(.character, "c")
    set(.reference, "ref")
    return roles
  }()
}

/// Remembers the roles of the names of one file, each of which libxml2 keeps at one address.
struct RoleTable {
  private var names = [UnsafePointer<UInt8>?](repeating: nil, count: 512)
  private var namespaces = [UnsafePointer<UInt8>?](repeating: nil, count: 512)
  private var roles = [Role](repeating: .inline, count: 512)
  private var count = 0

  mutating func role(of element: XMLElement) -> Role {
    let address = UInt(bitPattern: element.name)
    var slot = Int(truncatingIfNeeded: (address >> 3) ^ (address >> 12)) & 511
    while let name = names[slot] {
      if name == element.name, namespaces[slot] == element.namespace { return roles[slot] }
      slot = (slot + 1) & 511
    }
    let role = Role(name: element.localName, namespace: element.namespace.map { String(cString: $0) })
    // A file with more names than any schema has looks the others up each time.
    guard count < 400 else { return role }
    count += 1
    (names[slot], namespaces[slot], roles[slot]) = (element.name, element.namespace, role)
    return role
  }
}
