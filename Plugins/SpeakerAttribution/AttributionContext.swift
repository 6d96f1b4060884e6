import Codebook
import Standoff
import TextScanning

/// The quotations around one in its paragraph.
struct Company {
  /// The nearest speech before that stands in no other and has its speaker.
  var previous: Int?
}

/// What the quotations and paragraphs around say where the sentence does not, outside talk.
extension Attribution {
  mutating func attribute(_ paragraph: Range<Int>) {
    for index in paragraph where found[index] == nil {
      guard let (cue, line) = cues[index], parents[index] < 0 else { continue }
      found[index] = interrupted(index) ?? resolve(cue, in: line, index)
    }
    var company = Company()
    for index in paragraph {
      guard quotations[index].label.kind == .speech, parents[index] < 0 else { continue }
      if found[index] == nil { found[index] = context(index, company) }
      if let finding = found[index] {
        company.previous = index
        if let figure = finding.figure { discourse.see(figure, Discourse.free) }
      }
    }
  }

  private func asks(_ rule: SpeakerRule) -> Bool { !rules.without.contains(rule) }

  /// The speaker of the quotation before, where the words between only say who speaks: `“…,” said Carr, “…”`.
  private mutating func interrupted(_ index: Int) -> Finding? {
    guard asks(.interrupted), index > 0, let previous = found[index - 1], parents[index - 1] == parents[index],
      blockOf[index - 1] == blockOf[index], previous.rule == .verbAfter, cues[index]?.cue.rule != .verbAfter
    else { return nil }
    let scene = scene(of: index)
    let between = scene.beforeStart..<max(scene.beforeStart, scene.before + 1)
    guard between.count >= 2, between.count <= 14, scene.lead != UInt8(ascii: ":") else { return nil }
    if !rules.startsSentence(scene), let mention = previous.mention,
      scene.line.sentenceStart(scene.before) > scene.line.first(at: mention.lowerBound)
        || scene.line.first(at: mention.lowerBound) < scene.beforeStart
    {
      return nil
    }
    let verbs = between.count { scene.line.isReportingVerb($0) && scene.line.shape($0) == .lower }
    return verbs <= 1 ? previous.inherited(.interrupted) : nil
  }

  private mutating func context(_ index: Int, _ company: Company) -> Finding? {
    let scene = leadingScene(of: index) ?? scene(of: index)
    let previous = company.previous
    if asks(.interrupted), let interrupted = interrupted(index) { return interrupted }
    if asks(.continuation), let previous, follows(previous, index) {
      return found[previous]?.inherited(.continuation)
    }
    if asks(.resumes), let resumed = resumed(index, scene) { return resumed }
    if asks(.repeats), let echo = echo(index) { return echo.inherited(.repeats) }
    if asks(.citation), let cited = cited(index) { return cited }
    if asks(.paragraph), rules.startsSentence(scene), let previous {
      return found[previous]?.inherited(.paragraph)
    }
    if scene.isSetOff, asks(.flow), let last = lastSpeaker(before: index, blocks: 2), last.figure != nil {
      return last.inherited(.flow)
    }
    if asks(.subject), !rules.startsSentence(scene), let subject = rules.subject(scene), subject.isName,
      let finding = resolve(Cue(nominal: subject, rule: .subject), in: scene.line, index)
    {
      return finding
    }
    if asks(.paragraph), let previous { return found[previous]?.inherited(.paragraph) }
    if asks(.sentenceBefore), let subject = sentenceBefore(scene, index) { return subject }
    if asks(.topic), let topic = topic(scene, index) { return topic }
    if asks(.subject), !rules.startsSentence(scene), let subject = rules.subject(scene),
      let finding = resolve(Cue(nominal: subject, rule: .subject), in: scene.line, index), !isAnyone(finding),
      finding.figure.map(cast.isKnown) ?? false
    {
      return finding
    }
    guard asks(.flow), let last = lastSpeaker(before: index, blocks: 2), let figure = last.figure,
      last.entity != nil || cast[figure].kind == .work
    else { return nil }
    return last.inherited(.flow)
  }

  /// Whether nothing but marks, dots and note numbers stand between two quotations.
  private func follows(_ previous: Int, _ index: Int) -> Bool {
    let end = quotations[previous].span.upperBound
    guard end <= quotations[index].span.lowerBound else { return false }
    let gap = end..<quotations[index].span.lowerBound
    return gap.count < 40 && Words(in: text.utf8, span: gap).shapes.allSatisfy { $0 == .number }
  }

  /// The speaker of the quotation before, where nothing but `Again:` or `And a little later,` leads from it.
  private mutating func resumed(_ index: Int, _ scene: Scene) -> Finding? {
    guard scene.before >= 0,
      let last = (max(0, index - 20)..<index).last(where: { parents[$0] < 0 && found[$0] != nil }),
      blockOf[index] - blockOf[last] <= 5, scene.isSetOff || scene.lead == UInt8(ascii: ":")
    else { return nil }
    let start = max(scene.line.sentenceStart(scene.before), scene.beforeStart)
    guard scene.before - start < 6 else { return nil }
    let isNamed = scene.line.nominals(in: start..<scene.before + 1).contains { $0.kind != .thing && !$0.isPronoun }
    return isNamed ? nil : found[last]?.inherited(.resumes)
  }

  /// The speaker of a quotation before that holds the same words.
  private mutating func echo(_ index: Int) -> Finding? {
    let inside = content(of: index)
    guard inside.count >= 2, inside.count <= 12 else { return nil }
    for previous in (max(0, index - 40)..<index).reversed() where found[previous] != nil {
      let other = content(of: previous)
      guard other.count > inside.count else { continue }
      for start in 0...(other.count - inside.count) where other[start] == inside[0] {
        if (1..<inside.count).allSatisfy({ other[start + $0] == inside[$0] }) { return found[previous] }
      }
    }
    return nil
  }

  private mutating func content(of index: Int) -> ContiguousArray<UInt64> {
    if let content = contents[index] { return content }
    let content = Words(in: text.utf8, span: quotations[index].span).hashes
    contents[index] = content
    return content
  }

  /// The subject of the sentence before the one that the quotation starts.
  mutating func sentenceBefore(_ scene: Scene, _ index: Int) -> Finding? {
    guard rules.startsSentence(scene), scene.before >= 0 else { return nil }
    if let cue = rules.verbBefore(scene, sentenceBefore: true), !rules.isSaying(cue, in: scene.line) {
      return resolve(Cue(nominal: cue.nominal, rule: .sentenceBefore, verb: cue.verb), in: scene.line, index)
    }
    guard let subject = rules.subject(ofSentenceAt: scene.before, in: scene.line, upTo: scene.before) else {
      return nil
    }
    let finding = resolve(Cue(nominal: subject, rule: .sentenceBefore), in: scene.line, index)
    return isAnyone(finding) ? nil : finding
  }

  /// Whether nobody in particular is meant.
  private func isAnyone(_ finding: Finding?) -> Bool {
    guard let figure = finding?.figure else { return true }
    return cast[figure].isAnyone && !cast[figure].hasSpoken
  }

  /// Whom the paragraph has been about.
  private mutating func topic(_ scene: Scene, _ index: Int) -> Finding? {
    guard scene.before >= 0, let reading = scene.line.reading else { return nil }
    var counts: [Int: (count: Int, nominal: Int)] = [:]
    let end = scene.line.firstNominal(at: scene.before + 1)
    for place in max(0, end - 200)..<end where scene.line.isSubject(scene.line.nominals[place]) {
      let referent = reading.referents[place]
      guard referent >= 0, canBeTopic(referent) else { continue }
      counts[referent] = (counts[referent, default: (0, 0)].count + 1, place)
    }
    let most = counts.max { ($0.value.count, $0.value.nominal) < ($1.value.count, $1.value.nominal) }
    guard let topic = most else { return named(scene, reading, index) }
    return finding(
      of: topic.key, mention: scene.line.nominals[topic.value.nominal].span, .topic,
      by: quotations[index].span.upperBound)
  }

  /// The last person whom the paragraph names.
  private func named(_ scene: Scene, _ reading: Reading, _ index: Int) -> Finding? {
    let end = scene.line.firstNominal(at: scene.before + 1)
    let last = (max(0, end - 200)..<end).last {
      scene.line.nominals[$0].isName && canBeTopic(reading.referents[$0])
    }
    return last.map {
      finding(
        of: reading.referents[$0], mention: scene.line.nominals[$0].span, .topic,
        by: quotations[index].span.upperBound)
    }
  }

  /// Whether a paragraph can be about somebody's words.
  private func canBeTopic(_ figure: Int) -> Bool {
    switch cast[figure].kind {
    case .name: cast[figure].isPerson && cast.isKnown(figure) || cast[figure].isPlural
    case .pair: true
    case .role: cast[figure].isPerson && (!cast[figure].isAnyone || cast[figure].hasSpoken)
    case .work, .narrator: false
    }
  }

  /// The last speaker before a quotation, in a look of two hundred quotations back.
  private func lastSpeaker(before index: Int, blocks: Int) -> Finding? {
    for previous in (max(0, index - 200)..<index).reversed() where parents[previous] < 0 {
      guard blockOf[index] - blockOf[previous] <= blocks else { return nil }
      if let finding = found[previous] { return finding }
    }
    return nil
  }
}
