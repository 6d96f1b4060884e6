import PluginAPI

/// The way from a pipeline file to the one at the bottom of `extends`.
struct ExtendsChain {
  let sources: PipelineSources
  private(set) var files: [PipelineFile.Source] = []
  var mistakes = Mistakes()
  /// The files on the way as the disk knows them, so that a circle is seen.
  private var known: [String] = []

  /// So long a chain is a mistake, or nobody can follow it.
  private static let longest = 8

  init(sources: PipelineSources) { self.sources = sources }

  /// What the file says, with all that it takes over; nothing where no chain can be read.
  mutating func draft(of bytes: [UInt8], path: String) -> PipelineDraft? {
    files.append(PipelineFile.Source(path: path, sha256: SHA256Digest.hex(of: bytes)))
    known.append(Self.identity(path))
    guard bytes.count <= PipelineSources.mostBytes else {
      mistakes.add(sources.tooLarge(path))
      return nil
    }
    let variables = Variables(value: sources.variable)
    let parsed = mistakes.gather { () throws(ConfigError) in
      try YAML.parse(YAML.text(bytes, file: path), file: path, variables: variables)
    }
    guard let parsed else { return nil }
    for mistake in parsed.mistakes { mistakes.add(unread: mistake) }
    guard var draft = PipelineDraft(parsed.node, &mistakes) else { return nil }
    guard let extends = draft.extends else { return draft.written.isEmpty ? nil : draft }
    guard let parent = parent(extends.name, of: path, at: extends.place) else { return nil }
    draft.extend(parent, &mistakes)
    return draft
  }

  /// The file as the disk knows it.
  private static func identity(_ path: String) -> String {
    Files.resolved(path)
      ?? path.split(separator: "/", omittingEmptySubsequences: false).filter { $0 != "." }
      .joined(separator: "/")
  }

  private mutating func parent(_ name: String, of path: String, at place: ConfigNode.Place) -> PipelineDraft? {
    if let text = sources.builtIn[name] { return draft(of: Array(text.utf8), path: "\(name) (built in)") }
    guard name.contains("/") || name.hasSuffix(".yaml") || name.hasSuffix(".yml") else {
      let names = sources.builtIn.keys.sorted()
      let hint =
        nearest(name, among: names).map { "did you mean “\($0)”?" }
        ?? "“extends” takes a path, such as “./\(name.shortened).yaml”"
        + (names.isEmpty ? "" : ", or the name of a built-in one: \(names.joined(separator: ", "))")
      mistakes.add("there is no built-in pipeline “\(name.shortened)”; \(hint)", at: place)
      return nil
    }
    let parent = SettingFile(name, base: path).resolvedPath
    let way = (files.map(\.path) + [parent]).joined(separator: " extends ")
    if known.contains(Self.identity(parent)) {
      mistakes.add("the files extend each other in a circle: \(way); take one “extends” out", at: place)
      return nil
    }
    guard files.count < Self.longest else {
      mistakes.add("more than \(Self.longest) files extend each other: \(way); put some of them together", at: place)
      return nil
    }
    do {
      return draft(of: try sources.read(parent), path: parent)
    } catch InputError.large(_) {
      mistakes.add(sources.tooLarge(parent))
    } catch {
      let chain = files.count > 1 ? " (\(way))" : ""
      mistakes.add("\(error)\(chain); “extends” names a file by its path from this one", at: place)
    }
    return nil
  }
}

extension PipelineDraft {
  /// Puts what this file writes into the chain of the other.
  ///
  /// A step of the same component and the same `as` changes that one where it stands: its settings take the place of
  /// those of the same name, one by one. Every other step is added. The examples of the other file are not taken over.
  mutating func extend(_ parent: PipelineDraft, _ mistakes: inout Mistakes) {
    codebook = codebook ?? parent.codebook
    steps = parent.steps
    for (name, place) in remove {
      let count = steps.count
      steps.removeAll { $0.use == name || $0.asName == name }
      if steps.count == count {
        mistakes.add("the extended file has no “\(name.shortened)” to take out\(hint(name, parent.steps))", at: place)
      }
    }
    let kept = steps
    for (index, written) in written.enumerated() {
      let earlier = self.written[..<index].first { $0.step.isSame(as: written.step) }
      merge(written, after: earlier?.step, isNew: !kept.contains { $0.isSame(as: written.step) }, &mistakes)
    }
  }

  /// - Parameters:
  ///   - earlier: a step of this file for the same.
  ///   - isNew: whether nothing is left in the other file for it.
  private mutating func merge(
    _ written: WrittenStep, after earlier: PipelineFile.Step?, isNew: Bool, _ mistakes: inout Mistakes
  ) {
    let own = written.step
    if isNew { return add(written, &mistakes) }
    if let earlier {
      mistakes.add(
        "“\(own.use)” stands here twice, first in line \(earlier.place.line), and both change one step of the extended "
          + "file; put them together, or add one more beside it with “as:”", at: own.place)
      return
    }
    let same = steps.indices.filter { steps[$0].isSame(as: own) }
    if same.count > 1 {
      mistakes.add(
        "the extended file has “\(own.use)” \(same.count) times; take them out with “remove: [\(own.use)]” and write them anew",
        at: own.place)
      return
    }
    guard let index = same.first else { return add(written, &mistakes) }
    var changed = steps[index]
    changed.with = changed.with.merging(own.with)
    if written.dropsCondition { changed.condition = nil }
    changed.condition = own.condition ?? changed.condition
    guard written.position != nil else {
      steps[index] = changed
      return
    }
    steps.remove(at: index)
    add(WrittenStep(step: changed, position: written.position), &mistakes)
  }

  private mutating func add(_ written: WrittenStep, _ mistakes: inout Mistakes) {
    var step = written.step
    guard let position = written.position else {
      step.isAppended = true
      steps.append(step)
      return
    }
    let index = steps.firstIndex { $0.use == position.name || $0.asName == position.name }
    guard let index else {
      mistakes.add(
        "the chain has no “\(position.name.shortened)” to stand next to\(hint(position.name, steps))",
        at: position.place)
      return
    }
    step.isAppended = steps[index].isAppended
    steps.insert(step, at: position.isBefore ? index : index + 1)
  }

  private func hint(_ name: String, _ steps: [PipelineFile.Step]) -> String {
    let names = steps.flatMap { [$0.use] + ($0.asName.map { [$0] } ?? []) }
    return nearest(name, among: names).map { "; did you mean “\($0)”?" } ?? "; it has \(list(names))"
  }
}

extension PipelineFile.Step {
  /// Whether both are one component under one name.
  fileprivate func isSame(as other: Self) -> Bool { use == other.use && asName == other.asName }
}

extension ConfigNode {
  /// These settings with those of another file in place of the ones of the same name.
  fileprivate func merging(_ own: ConfigNode) -> ConfigNode {
    guard !own.isNull else { return self }
    // What is no map is refused where the component reads it.
    guard let new = own.entries, let old = entries ?? (isNull ? [] : nil) else { return own }
    let names = Set(new.map(\.key))
    let kept = old.filter { !names.contains($0.key) }
    return ConfigNode(.map(kept + new), at: place)
  }
}
