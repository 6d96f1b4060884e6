import PluginAPI
import Standoff

/// A pipeline while it is put together, step by step; mistakes are gathered, so that one does not hide the next.
struct Assembly {
  /// Who gives a layer.
  struct Provider {
    let name: String
    let condition: Condition?
  }

  let registry: Registry
  let context: PipelineContext?
  var mistakes: Mistakes
  private(set) var readers: [any Reader] = []
  private(set) var stages: [Pipeline.StagePlace] = []
  private(set) var reporters: [any Reporter] = []
  private(set) var resolved: [Pipeline.Resolved] = []
  var warnings: [Pipeline.Warning] = []
  private(set) var providers: [LayerName: [Provider]] = [:]
  /// The kinds of component above, also of those that could not be made.
  private var kinds: Set<String> = []
  /// Whether something above could not be made, so that nobody knows what it gives.
  private(set) var isBlind = false
  /// What the reports so far write.
  var files = ReportFiles()
  /// Needs that nothing above meets.
  var missing: [(step: PipelineFile.Step, layers: [LayerName])] = []

  init(registry: Registry, context: PipelineContext?, mistakes: Mistakes) {
    self.registry = registry
    self.context = context
    self.mistakes = mistakes
    for layer in Pipeline.readerLayers { providers[layer] = [Provider(name: "the reader", condition: nil)] }
  }

  mutating func add(_ step: PipelineFile.Step) {
    guard let component = mistakes.gather({ () throws(ConfigError) in try registry.find(step.use, at: step.place) })
    else {
      // A report gives nothing, so its name can be wrong without hiding anything.
      let meant = nearest(step.use, among: registry.components.map(\.name)).flatMap { registry[$0] }
      isBlind = isBlind || meant?.kind.name != "reporter"
      return
    }
    let wrong = DeclaredSettings(component.settings).mistakes(in: step.with)
    for mistake in wrong { mistakes.add(mistake) }
    defer { kinds.insert(component.kind.name) }
    switch component.kind {
    case .reader(let make):
      if !kinds.isDisjoint(with: ["stage", "reporter"]) {
        mistakes.add(
          "the reader “\(step.use)” must stand before the first stage; move this line up", at: step.place)
      }
      refuseStageKeys(step, component)
      guard let made = made(step, component, isWhole: wrong.isEmpty, make) else { return }
      warnIfTwice(step, component, made.settings)
      readers.append(made.component)
      note(component, step, made.settings, made.files)
    case .stage(let make):
      if kinds.contains("reporter") {
        mistakes.add(
          "the stage “\(step.use)” must stand before the first report; move this line up", at: step.place)
      }
      guard let made = made(step, component, isWhole: wrong.isEmpty, make) else { return }
      add(made.component, step)
      warnIfTwice(step, component, made.settings)
      note(component, step, made.settings, made.files)
    case .reporter(let make):
      refuseStageKeys(step, component)
      guard let made = made(step, component, isWhole: wrong.isEmpty, make) else { return }
      need(made.component.requires, step)
      if claimFiles(of: made.component, step), made.component.files.isEmpty {
        warnIfTwice(step, component, made.settings)
      }
      reporters.append(made.component)
      note(component, step, made.settings, made.files)
    }
  }

  private mutating func add(_ stage: any Stage, _ step: PipelineFile.Step) {
    need(stage.requires, step)
    if let condition = step.condition { warn(of: condition, step) }
    if step.asName != nil, stage.provides.count != 1 {
      mistakes.add(
        "“as” names one layer, but “\(step.use)” provides \(list(stage.provides.sorted().map(\.description))); take “as” out",
        at: step.place)
    }
    let place = Pipeline.StagePlace(
      name: step.use, stage: stage, asName: step.asName.map { LayerName($0) }, condition: step.condition,
      place: step.place)
    for layer in place.provides.sorted() {
      let others = providers[layer] ?? []
      if let other = others.first(where: { !$0.excludes(step.condition) }) {
        mistakes.add(
          "“\(step.use)” provides the layer “\(layer)”, which comes from \(other.name) already; "
            + "write “{ use: \(step.use), as: another-name }” to keep both", at: step.place)
      }
      providers[layer] = others + [Provider(name: "“\(step.use)”", condition: step.condition)]
    }
    stages.append(place)
  }

  /// The component; nothing where it cannot be made.
  private mutating func made<Part>(
    _ step: PipelineFile.Step, _ component: ComponentDescription, isWhole: Bool,
    _ make: (ConfigNode, PipelineContext) throws -> Part
  ) -> Part? {
    guard var context else { return nil }
    context.folder = step.folder ?? context.folder
    do {
      // With settings left out no program is started: it would be another than was meant.
      guard isWhole else { return try make(step.with.sound(for: component), context.withoutPrograms) }
      return try make(step.with, context)
    } catch let error as NotAllowed {
      if isWhole { mistakes.add(error) }
    } catch let error as ConfigError {
      let located = error.place == .none ? ConfigError("“\(step.use)”: \(error.message)", at: step.place) : error
      if isWhole { mistakes.add(located) }
    } catch {
      if isWhole { mistakes.add("“\(step.use)”: \(error)", at: step.place) }
    }
    isBlind = true
    return nil
  }

  private mutating func note(
    _ component: ComponentDescription, _ step: PipelineFile.Step, _ settings: [ConfigNode.Entry],
    _ files: [SettingFile]
  ) {
    resolved.append(
      Pipeline.Resolved(
        name: component.name, kind: component.kind.name, settings: settings, files: files, asName: step.asName,
        condition: step.condition, words: component.words, written: step.with))
  }

  private mutating func refuseStageKeys(_ step: PipelineFile.Step, _ component: ComponentDescription) {
    guard step.asName != nil || step.condition != nil else { return }
    mistakes.add(
      "“as” and “if” are for stages; “\(step.use)” is a \(component.kind.name), so take them out", at: step.place)
  }
}

extension PipelineFile.Step {
  /// The folder that programs and paths start from: that of the file which names the program, or else the component.
  fileprivate var folder: String? {
    let file = (with["command"]?.place ?? place).file
    guard !file.hasPrefix("--"), let slash = file.lastIndex(of: "/") else { return nil }
    return slash == file.startIndex ? "/" : String(file[..<slash])
  }
}

extension ConfigNode {
  /// What of these settings a component can take.
  fileprivate func sound(for component: ComponentDescription) -> ConfigNode {
    let settings = DeclaredSettings(component.settings)
    let entries = (entries ?? []).filter { settings.mistakes(in: ConfigNode(.map([$0]), at: place)).isEmpty }
    return ConfigNode(.map(entries), at: place)
  }
}
