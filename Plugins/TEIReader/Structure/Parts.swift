import Standoff

// Elements that become annotations: divisions, turns, quotations.
extension DocumentReading {
  // MARK: Divisions

  mutating func openDivision(_ element: XMLElement, _ frame: inout Frame, _ type: String?) {
    let details = FrameDetails()
    details.type = type
    details.n = element["n"]
    frame.details = details
    divisionLevel += 1
    let isContents = ["contents", "toc", "table_of_contents"].contains(type)
    pushContainer(element, &frame, context: isContents ? .contents : nil)
  }

  mutating func closeDivision(_ frame: Frame) {
    stream.closeSegment()
    if let details = frame.details, let span = stream.marks.hull(ofBlocksFrom: frame.blocks) {
      let division = Division(type: details.type, n: details.n, head: details.head, level: divisionLevel)
      stream.marks.divisions.append((division, span))
    }
    divisionLevel -= 1
  }

  mutating func openHeading(_ element: XMLElement, _ frame: inout Frame) {
    let isOfDivision = frames.last?.role == .division || frames.last?.role == .floatingText
    push(.heading, element, &frame, n: isOfDivision ? "\(divisionLevel)" : nil)
  }

  func closeHeading(_ frame: Frame) {
    guard let details = frames.last?.details, details.head == nil, frames.last?.role == .division else { return }
    details.head = stream.words(from: frame.start)
  }

  // MARK: Verse

  /// A line of verse; the lines of a group, or those that follow each other, are one block.
  mutating func openVerse(_ element: XMLElement, _ frame: inout Frame) {
    guard let group = blocks.last else { return }
    push(.verse, element, &frame, owner: group.owner + 1)
    if frames.last?.role == .verseGroup, let xml = group.xml { blocks[blocks.count - 1].xml = xml }
  }

  // MARK: Turns

  /// A paragraph of an utterance; where a note has cut the last one in the middle of a sentence it goes on.
  mutating func openUtteranceSegment(_ element: XMLElement, _ frame: inout Frame) {
    let owner = stream.isInterrupted ? stream.owner : nil
    push(.paragraph, element, &frame, owner: owner)
    if owner != nil {
      stream.addSpace()
      stream.wantsNoSpaceBeforeMark = true
    }
  }

  func turnDetails(_ element: XMLElement) -> FrameDetails {
    let details = FrameDetails()
    details.who = element["who"]
    return details
  }

  func closeSpeaker(_ frame: Frame) {
    guard let speech = frames.last(where: { $0.role == .speech })?.details, speech.speaker == nil else { return }
    speech.speaker = stream.words(from: frame.start).map { words in
      var name = Substring(words)
      while let last = name.last, ".:,".contains(last) { name = name.dropLast() }
      return String(name)
    }
  }

  mutating func closeTurn(_ frame: Frame) {
    stream.closeSegment()
    guard let details = frame.details,
      let span = stream.marks.hull(ofBlocksFrom: frame.blocks, without: [.speaker, .stage, .note])
    else { return }
    stream.marks.turns.append((Turn(who: details.who, name: details.speaker), span))
  }

  // MARK: Quotations

  mutating func openQuotation(_ element: XMLElement, _ role: Role, _ frame: inout Frame) {
    let details = FrameDetails()
    details.element = element.localName
    details.who = element["who"] ?? element["resp"]
    details.type = element["type"]
    details.isDirect = Self.truth(element["direct"])
    details.isAloud = Self.truth(element["aloud"])
    frame.details = details
    let isSetOff = role != .soCalled && (!isInText || Self.saysBlock(element))
    guard isSetOff else { return }
    details.isBlock = true
    if role == .quote {
      push(.quotation, element, &frame, context: .quotation)
    } else {
      push(.paragraph, element, &frame)
    }
  }

  private static func truth(_ value: String?) -> Bool? {
    switch value {
    case "true", "1", "y", "yes": true
    case "false", "0", "n", "no": false
    default: nil
    }
  }

  private static func saysBlock(_ element: XMLElement) -> Bool {
    [element["rend"], element["rendition"], element["type"]].contains { value in
      value.map { $0.contains("block") || $0.contains("display") } ?? false
    }
  }

  mutating func closeQuotation(_ frame: Frame) {
    guard let details = frame.details else { return }
    // What names the source of a block quotation is none of its words.
    let aside: Set<Block.Kind> = details.author ?? details.source == nil ? [.note, .stage] : [.note, .stage, .other]
    let span: Span?
    if frame.hasBlockFrame {
      stream.closeSegment()
      span = stream.marks.hull(ofBlocksFrom: frame.blocks, without: aside)
    } else if details.isBlock, stream.segment == nil {
      let last = stream.marks.hull(ofBlocksFrom: frame.blocks, without: aside)?.upperBound
      span = stream.trimmed(frame.start, last ?? stream.count)
    } else {
      span = stream.trimmed(frame.start, stream.count)
    }
    guard let span else { return }
    let quotation = StatedQuotation(
      element: details.element, who: details.who, name: details.author ?? details.source, type: details.type,
      direct: details.isDirect, aloud: details.isAloud, isBlock: details.isBlock)
    stream.marks.quotations.append((quotation, span))
  }

  // MARK: Citations

  mutating func openCitation(_ element: XMLElement, _ frame: inout Frame) {
    frame.details = FrameDetails()
    if !isInText { pushContainer(element, &frame, context: .quotation) }
  }

  mutating func openSource(_ element: XMLElement, _ frame: inout Frame) {
    if !isInText {
      push(.other, element, &frame)
    } else if blocks.last?.kind == .quotation, frames.last?.role == .quote {
      push(.other, element, &frame)
    }
    let details = FrameDetails()
    details.element = element.localName
    frame.details = details
  }

  /// The source that a `cit`, an epigraph or a quotation names.
  func closeSource(_ frame: Frame) {
    guard let element = frame.details?.element,
      let citation = frames.suffix(3).last(where: { $0.role == .cit || $0.role == .quote })?.details
    else { return }
    let words = stream.words(from: frame.start)
    if element == "author" {
      citation.author = citation.author ?? words
    } else {
      citation.source = citation.source ?? words
    }
  }

  mutating func closeCitation(_ frame: Frame) {
    guard let name = frame.details?.author ?? frame.details?.source else { return }
    for index in frame.quotations..<max(frame.quotations, stream.marks.quotations.count)
    where stream.marks.quotations[index].label.name == nil && stream.marks.quotations[index].label.who == nil {
      stream.marks.quotations[index].label.name = name
    }
  }
}
