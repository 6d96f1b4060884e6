/// Components that ship together: what a plugin's target offers.
///
/// ```swift
/// public enum Segmentation: PluginModule {
///   public static let components: [ComponentDescription] = [.stage(Paragraphs.self), .stage(Sentences.self)]
/// }
/// ```
public protocol PluginModule: SendableMetatype {
  /// What ships together, by name.
  static var components: [ComponentDescription] { get }
}

/// A component that can be made from a pipeline file.
///
/// A value rather than a type, so that a component may also come from outside the binary.
public struct ComponentDescription: Sendable {
  /// How to make the component.
  public enum Kind: Sendable {
    case reader(@Sendable (ConfigNode, PipelineContext) throws -> Made<any Reader>)
    case stage(@Sendable (ConfigNode, PipelineContext) throws -> Made<any Stage>)
    case reporter(@Sendable (ConfigNode, PipelineContext) throws -> Made<any Reporter>)

    /// `reader`, `stage` or `reporter`.
    public var name: String {
      switch self {
      case .reader: "reader"
      case .stage: "stage"
      case .reporter: "reporter"
      }
    }
  }

  /// A component and the settings it was made with, defaults included.
  public struct Made<Part: Sendable>: Sendable {
    /// The component itself.
    public let component: Part
    /// Every setting in force, defaults included.
    public let settings: [ConfigNode.Entry]
    /// The files that the settings name; their hashes belong to the run.
    public let files: [SettingFile]

    public init(_ component: Part, settings: any ComponentSettings) {
      self.component = component
      self.settings = settings.resolved
      files = settings.files
    }

    public init(_ component: Part, settings: [ConfigNode.Entry], files: [SettingFile]) {
      self.component = component
      self.settings = settings
      self.files = files
    }
  }

  /// As a pipeline file names it.
  public let name: String
  /// What it does, in one line.
  public let summary: String
  /// What a pipeline file may set.
  public let settings: [SettingDescription]
  /// Words inside the binary that decide what it says.
  public let words: [WordFile]
  /// What it is, and how it is made.
  public let kind: Kind
  /// Where the component can learn, how.
  public var train: (@Sendable ([TrainingItem], TrainingOptions) throws -> TrainedModel)?

  public init(
    name: String, summary: String, settings: [SettingDescription], words: [WordFile] = [], kind: Kind
  ) {
    self.name = name
    self.summary = summary
    self.settings = settings
    self.words = words
    self.kind = kind
  }

  /// A reader by its type.
  public static func reader<R: Reader>(_ type: R.Type) -> ComponentDescription {
    ComponentDescription(
      name: R.name, summary: R.summary, settings: R.Settings.descriptions, words: R.words,
      kind: .reader { node, context in
        let settings = try R.Settings(from: node)
        return Made(try R(settings, context), settings: settings)
      })
  }

  /// A stage by its type.
  public static func stage<S: Stage>(_ type: S.Type) -> ComponentDescription { plainStage(type) }

  private static func plainStage<S: Stage>(_ type: S.Type) -> ComponentDescription {
    ComponentDescription(
      name: S.name, summary: S.summary, settings: S.Settings.descriptions, words: S.words,
      kind: .stage { node, context in
        let settings = try S.Settings(from: node)
        return Made(try S(settings, context), settings: settings)
      })
  }

  /// A stage that can be trained.
  public static func stage<S: Stage & Trainable>(_ type: S.Type) -> ComponentDescription {
    var description: ComponentDescription = plainStage(type)
    description.train = { try S.train($0, $1) }
    return description
  }

  /// A reporter by its type.
  public static func reporter<R: Reporter>(_ type: R.Type) -> ComponentDescription {
    ComponentDescription(
      name: R.name, summary: R.summary, settings: R.Settings.descriptions, words: R.words,
      kind: .reporter { node, context in
        let settings = try R.Settings(from: node)
        return Made(try R(settings, context), settings: settings)
      })
  }
}
