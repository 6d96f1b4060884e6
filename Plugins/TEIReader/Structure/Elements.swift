import PluginAPI
import Standoff

// What each element does at its start tag and at its end tag.
extension DocumentReading {
  /// Whether the settings, or its nature, keep an element out of the text.
  mutating func leavesOut(_ role: Role, _ element: XMLElement) -> Bool {
    switch role {
    case .ignored, .header, .persons: return true
    case .dataList: return blocks.last?.context == .note || frames.contains { $0.role == .back }
    case .identifier: return frames.contains { $0.role == .source }
    case .front: return settings.front == .skip
    case .back: return settings.back == .skip
    case .note: return settings.notes == .skip
    case .event: return settings.events == .skip
    case .runningHead: return settings.runningHeads == .skip
    case .figureDescription: return settings.figureDescriptions == .skip
    case .deletion: return settings.deletions == .skip
    case .am: return settings.abbreviations == .expan && isInside(.expan, or: .choice)
    case .ex: return settings.abbreviations == .abbr && isInside(.expan, or: .choice)
    case .sic, .corr, .orig, .reg, .abbr, .expan, .lemma, .reading: return !takesAlternative(role)
    case .reference: return ["noteAnchor", "noteRef", "footnote"].contains(element["type"])
    case .text: return false
    default: return blocks.isEmpty
    }
  }

  private func isInside(_ one: Role, or other: Role) -> Bool {
    frames.reversed().prefix(4).contains { $0.role == one || $0.role == other }
  }

  mutating func open(_ element: XMLElement, _ role: Role, _ frame: inout Frame) {
    switch role {
    case .text:
      hasText = true
      if blocks.isEmpty, let said = element.language { language = said }
      pushContainer(element, &frame)
    case .container: pushContainer(element, &frame)
    case .front, .back, .matter, .dataList: pushContainer(element, &frame, loose: .other)
    case .division: openDivision(element, &frame, element["type"])
    case .floatingText: openDivision(element, &frame, "floatingText")
    case .paragraph: push(.paragraph, element, &frame)
    case .heading: openHeading(element, &frame)
    case .other:
      if isInText, blocks.last?.kind != .other { stream.addSpace() } else { push(.other, element, &frame) }
    case .list, .table, .figure:
      let isContents = role == .list && ["toc", "contents"].contains(element["type"])
      pushContainer(element, &frame, context: role == .list ? isContents ? .contents : nil : .other)
    case .item: push(.item, element, &frame, context: .item)
    case .label: if frames.last?.role == .list { push(.item, element, &frame) }
    case .verseGroup: pushContainer(element, &frame, loose: .verse)
    case .verse: openVerse(element, &frame)
    case .speech:
      frame.details = turnDetails(element)
      pushContainer(element, &frame)
    case .utterance:
      frame.details = turnDetails(element)
      push(.paragraph, element, &frame)
    case .segment:
      if frames.last?.role == .utterance { openUtteranceSegment(element, &frame) }
    case .speaker: push(.speaker, element, &frame)
    case .stage, .event:
      if isInText { pushStream(.stage, element, &frame) } else { push(.stage, element, &frame, context: .stage) }
    case .gap: pushStream(.stage, element, &frame)
    case .note:
      if element["type"] == "speaker", !isInText {
        push(.speaker, element, &frame)
      } else {
        pushStream(.note, element, &frame, n: element["n"])
      }
    case .runningHead, .figureDescription: pushStream(.other, element, &frame)
    case .quote, .said, .soCalled: openQuotation(element, role, &frame)
    case .cit: openCitation(element, &frame)
    case .source: openSource(element, &frame)
    case .choice, .apparatus: frame.details = FrameDetails()
    case .lineBreak: breakLine(element)
    case .page:
      page = element["n"]
      stream.marks.milestones.append((Milestone(unit: "page", n: page), stream.count))
      breakPage(element)
    case .column:
      stream.marks.milestones.append((Milestone(unit: "column", n: element["n"]), stream.count))
      breakPage(element)
    case .milestone:
      stream.marks.milestones.append((Milestone(unit: element["unit"] ?? "milestone", n: element["n"]), stream.count))
      if element["break"] == "no" { stream.glue() }
    case .space, .spaced: stream.addSpace()
    case .glyph: if element["ref"]?.hasSuffix("EOLhyphen") == true { stream.glue() }
    case .word, .mark: tokens.start(role, join: element["join"], in: &stream)
    default: break
    }
  }

  mutating func close(_ frame: Frame) {
    switch frame.role {
    case .gap:
      blocks.removeLast()
      popStream(as: stream.hasLetters ? .behindTheBlock : .inLine)
      return
    case .word, .mark: tokens.end(frame.role, in: stream)
    case .character: if stream.count == frame.start, stream.hasSpace { tokens.space() }
    case .spaced: stream.addSpace()
    case .heading: closeHeading(frame)
    case .quote, .said, .soCalled: closeQuotation(frame)
    case .cit: closeCitation(frame)
    case .source: closeSource(frame)
    case .speaker: closeSpeaker(frame)
    case .speech, .utterance: closeTurn(frame)
    case .division, .floatingText: closeDivision(frame)
    case .other: if !frame.hasBlockFrame { stream.addSpace() }
    default: break
    }
    guard frame.hasBlockFrame else { return }
    if frame.hasStream {
      blocks.removeLast()
      popStream()
    } else {
      switch frame.role {
      case .verse: stream.wantsLine = true
      case .segment: break
      default: stream.closeSegment()
      }
      blocks.removeLast()
    }
  }

  // MARK: Lines and alternatives

  /// A line end is a space, unless it says that the word goes on.
  private mutating func breakLine(_ element: XMLElement) {
    if let n = element["n"] { stream.marks.milestones.append((Milestone(unit: "line", n: n), stream.count)) }
    let manner = [element["rend"], element["rendition"], element["type"]]
    let hidesHyphen = manner.contains { $0?.contains("hyphen") ?? false }
    if element["break"] == "no" || hidesHyphen { stream.glue() } else { stream.endLine() }
  }

  /// The end of a page or a column is one of a line too.
  private mutating func breakPage(_ element: XMLElement) {
    if element["break"] == "no" { stream.glue() } else { stream.endLine() }
  }

  /// Of two alternatives the better one stays, whichever comes first.
  private mutating func takesAlternative(_ role: Role) -> Bool {
    guard let frame = frames.last, frame.role == .choice || frame.role == .apparatus, let details = frame.details else {
      return true
    }
    let rank = isWanted(role) ? 2 : 1
    if let best = details.rank, let snapshot = details.snapshot {
      if rank <= best { return false }
      stream.goBack(to: snapshot)
    } else {
      details.snapshot = stream.snapshot()
    }
    details.rank = rank
    return true
  }

  private func isWanted(_ role: Role) -> Bool {
    switch role {
    case .sic: settings.errors == .sic
    case .corr: settings.errors == .corr
    case .orig: settings.spelling == .orig
    case .reg: settings.spelling == .reg
    case .abbr: settings.abbreviations == .abbr
    case .expan: settings.abbreviations == .expan
    default: role == .lemma
    }
  }
}
