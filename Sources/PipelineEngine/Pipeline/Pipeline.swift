public import PluginAPI
public import Standoff

/// A chain of components that fits together: every layer that one needs comes from one before it.
public struct Pipeline: Sendable {
  /// A stage in its place of the chain.
  public struct StagePlace: Sendable {
    /// The component's name.
    public let name: String
    /// The stage, with its settings.
    public let stage: any Stage
    /// Another name for the layer that the stage provides.
    public let asName: LayerName?
    /// Which documents it works on; nothing for all.
    public let condition: Condition?
    /// Where the pipeline file names it.
    public let place: ConfigNode.Place

    /// The layers it adds, under the names they get.
    public var provides: Set<LayerName> { asName.map { [$0] } ?? stage.provides }

    /// Whether it works on a document as far as it has come.
    public func works(on document: Document) -> Bool { condition?.holds(for: document) ?? true }
  }

  /// A component with everything that decides what it says, for the run's hash and for people.
  public struct Resolved: Sendable {
    /// The component's name.
    public let name: String
    /// `reader`, `stage` or `reporter`.
    public let kind: String
    /// Every setting in force, defaults included.
    public let settings: [ConfigNode.Entry]
    /// The files that the settings name.
    public let files: [SettingFile]
    /// Another name for the layer that the stage provides.
    public let asName: String?
    /// Which documents it works on; nothing for all.
    public let condition: Condition?
    /// The words inside the binary that it uses.
    public let words: [WordFile]
    /// What is written of its settings, with the places where it is.
    let written: ConfigNode

    /// Where a setting was given its value; nothing for a default.
    public func origin(of setting: String) -> ConfigNode.Place? { written[setting]?.place }
  }

  /// Something that can have no effect, or not the one that was meant.
  public struct Warning: Sendable, Equatable, CustomStringConvertible {
    /// Where it stands in the file.
    public let place: ConfigNode.Place
    /// What has no effect, and what to do, in a sentence.
    public let message: String

    public init(place: ConfigNode.Place, message: String) {
      self.place = place
      self.message = message
    }

    public var description: String { "\(place): \(message)" }
  }

  /// What it was made from.
  public let file: PipelineFile
  /// The first that takes a file reads it.
  public let readers: [any Reader]
  /// In the order in which they work.
  public let stages: [StagePlace]
  /// In the order in which they are asked.
  public let reporters: [any Reporter]
  /// All of them, in the order of the file.
  public let resolved: [Resolved]
  /// What can have no effect, in the order of the file.
  public let warnings: [Warning]
  /// The steps as they stand in the chain.
  let arranged: [PipelineFile.Step]

  /// The layers that readers add by themselves.
  public static let readerLayers: Set<LayerName> = [
    Block.layer, Division.layer, Milestone.layer, Turn.layer, StatedQuotation.layer, Person.layer, Category.layer,
  ]

  /// Makes the components and checks that they fit.
  ///
  /// - Parameters:
  ///   - file: names the components, with their settings.
  ///   - registry: knows the components.
  ///   - context: nothing where what every component needs could not be had; names and settings are checked then.
  ///   - mistakes: those that were found before, which are told with the others.
  /// - Throws: ``PipelineError`` with everything that is wrong and where: an unknown component or setting, a missing
  ///   layer, a layer provided twice, a component in the wrong order.
  public init(
    _ file: PipelineFile, registry: Registry, context: PipelineContext?, mistakes: Mistakes = Mistakes()
  ) throws(PipelineError) {
    try self.init(file, registry: registry, context: context, mistakes: mistakes) { _, _ in [] }
  }

  /// - Parameter examine: finds further mistakes by the readers and by the layers that readers and stages give. It is asked
  ///   only where all of these are known.
  package init(
    _ file: PipelineFile, registry: Registry, context: PipelineContext?, mistakes: Mistakes,
    examine: (_ readers: [any Reader], _ layers: Set<LayerName>) -> [ConfigError]
  ) throws(PipelineError) {
    var assembly = Assembly(registry: registry, context: context, mistakes: file.mistakes)
    assembly.mistakes.add(mistakes)
    arranged = file.steps.arranged(by: registry)
    for step in arranged { assembly.add(step) }
    assembly.tellMissing(in: file.path)
    if context != nil, !assembly.isBlind {
      for mistake in examine(assembly.readers, Set(assembly.providers.keys)) { assembly.mistakes.add(mistake) }
    }
    try assembly.mistakes.report()
    self.file = file
    readers = assembly.readers
    stages = assembly.stages
    reporters = assembly.reporters
    resolved = assembly.resolved
    warnings = assembly.warnings + Self.unusedLayers(assembly)
  }
}

extension [PipelineFile.Step] {
  /// In the order in which they work: one that was added to an extended file stands behind the last of its kind.
  func arranged(by registry: Registry) -> [PipelineFile.Step] {
    func kind(_ step: PipelineFile.Step) -> String { registry[step.use]?.kind.name ?? "reporter" }
    var chain = filter { !$0.isAppended }
    for step in self where step.isAppended {
      let kinds = kind(step) == "stage" ? ["stage", "reader"] : [kind(step)]
      let last = chain.lastIndex { kinds.contains(kind($0)) }
      chain.insert(step, at: last.map { $0 + 1 } ?? (kind(step) == "reporter" ? chain.count : 0))
    }
    return chain
  }
}

extension Pipeline {
  /// Everything that decides what the pipeline says, as JSON: what is hashed, and what the manifest shows.
  public var json: JSONValue {
    .object([
      JSONValue.Member(key: "codebook", value: .string(file.codebook)),
      JSONValue.Member(key: "stages", value: .array(resolved.map(\.json))),
    ])
  }
}

extension Pipeline.Resolved {
  fileprivate var json: JSONValue {
    var members = [
      JSONValue.Member(key: "use", value: .string(name)),
      JSONValue.Member(
        key: "with",
        value: .object(settings.map { JSONValue.Member(key: $0.key, value: JSONValue($0.value)) })),
    ]
    if let asName { members.append(JSONValue.Member(key: "as", value: .string(asName))) }
    if let condition { members.append(JSONValue.Member(key: "if", value: condition.json)) }
    return .object(members)
  }
}
