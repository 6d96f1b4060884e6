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
    /// Another name for its layer.
    public let asName: LayerName?
    /// Which documents it works on; nothing for all.
    public let condition: Condition?

    /// The layers it adds, under the names they get.
    public var provides: Set<LayerName> { asName.map { [$0] } ?? stage.provides }
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
    /// Another name for its layer.
    public let asName: String?
    /// Which documents it works on; nothing for all.
    public let condition: Condition?
    /// The words inside the binary that it uses.
    public let words: [WordFile]
  }

  /// What it was made from.
  public let file: PipelineFile
  /// The first that takes a file reads it.
  public private(set) var readers: [any Reader] = []
  /// In the order in which they work.
  public private(set) var stages: [StagePlace] = []
  /// In the order in which they are asked.
  public private(set) var reporters: [any Reporter] = []
  /// All of them, in the order of the file.
  public private(set) var resolved: [Resolved] = []

  /// The layers that readers add by themselves.
  public static let readerLayers: Set<LayerName> = [
    Block.layer, Division.layer, Milestone.layer, Turn.layer, StatedQuotation.layer, Person.layer, Category.layer,
  ]

  /// Makes the components and checks that they fit.
  ///
  /// - Throws: ``ConfigError`` with the place in the pipeline file: an unknown component or setting, a missing layer, a
  ///   layer provided twice, a component in the wrong order.
  public init(_ file: PipelineFile, registry: Registry, context: PipelineContext) throws {
    self.file = file
    var providers: [LayerName: String] = [:]
    for layer in Self.readerLayers { providers[layer] = "the reader" }
    for step in file.steps {
      let component = try registry.find(step.use, at: step.place)
      try make(component, step, context, &providers)
    }
  }

  private mutating func make(
    _ component: ComponentDescription, _ step: PipelineFile.Step, _ context: PipelineContext,
    _ providers: inout [LayerName: String]
  ) throws {
    func note(_ settings: [ConfigNode.Entry], _ files: [SettingFile]) {
      resolved.append(
        Resolved(
          name: component.name, kind: component.kind.name, settings: settings, files: files, asName: step.asName,
          condition: step.condition, words: component.words))
    }
    switch component.kind {
    case .reader(let make):
      guard stages.isEmpty, reporters.isEmpty else {
        throw ConfigError("the reader “\(step.use)” must stand before the first stage", at: step.place)
      }
      try refuse(step, component)
      let made = try located(step) { try make(step.with, context) }
      readers.append(made.component)
      note(made.settings, made.files)
    case .stage(let make):
      guard reporters.isEmpty else {
        throw ConfigError("the stage “\(step.use)” must stand before the first report", at: step.place)
      }
      let made = try located(step) { try make(step.with, context) }
      try check(made.component.requires, of: step, providers)
      if step.asName != nil, made.component.provides.count != 1 {
        throw ConfigError(
          "“as” names one layer, but “\(step.use)” provides \(list(made.component.provides))", at: step.place)
      }
      let place = StagePlace(
        name: step.use, stage: made.component, asName: step.asName.map { LayerName($0) }, condition: step.condition)
      for layer in place.provides.sorted() {
        if let other = providers[layer] {
          throw ConfigError(
            "“\(step.use)” provides the layer “\(layer)”, which comes from \(other) already; "
              + "write “{ use: \(step.use), as: another-name }” to keep both", at: step.place)
        }
        providers[layer] = "“\(step.use)”"
      }
      stages.append(place)
      note(made.settings, made.files)
    case .reporter(let make):
      try refuse(step, component)
      let made = try located(step) { try make(step.with, context) }
      try check(made.component.requires, of: step, providers)
      reporters.append(made.component)
      note(made.settings, made.files)
    }
  }

  private func refuse(_ step: PipelineFile.Step, _ component: ComponentDescription) throws(ConfigError) {
    if step.asName != nil || step.condition != nil {
      throw ConfigError("“as” and “if” are for stages; “\(step.use)” is a \(component.kind.name)", at: step.place)
    }
  }

  private func check(
    _ required: Set<LayerName>, of step: PipelineFile.Step, _ providers: [LayerName: String]
  ) throws(ConfigError) {
    let missing = required.filter { providers[$0] == nil }
    guard !missing.isEmpty else { return }
    throw ConfigError(
      "“\(step.use)” needs the layer\(missing.count > 1 ? "s" : "") \(list(missing)), which nothing above it provides",
      at: step.place)
  }

  /// Gives an error that knows no place the place of its step.
  private func located<T>(_ step: PipelineFile.Step, _ make: () throws -> T) throws -> T {
    do {
      return try make()
    } catch let error as ConfigError {
      throw error.place == .none ? ConfigError("“\(step.use)”: \(error.message)", at: step.place) : error
    } catch let error as NotAllowed {
      throw error
    } catch {
      throw ConfigError("“\(step.use)”: \(error)", at: step.place)
    }
  }

  private func list(_ layers: Set<LayerName>) -> String {
    layers.isEmpty ? "none" : layers.sorted().map { "“\($0)”" }.joined(separator: ", ")
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
