import PluginAPI
import Standoff

extension Assembly {
  /// Says what of a condition always or never holds.
  mutating func warn(of condition: Condition, _ step: PipelineFile.Step) {
    func add(_ message: String, _ place: ConfigNode.Place) {
      warnings.append(Pipeline.Warning(place: place, message: message))
    }
    if condition.isNever {
      add("“if” asks for what its “not” leaves out, so “\(step.use)” never works; take one of the two out", step.place)
    }
    let requirements = condition.required.map { ($0, true) } + condition.excluded.map { ($0, false) }
    for (requirement, isWanted) in requirements {
      let (never, always) = isWanted ? ("never", "always") : ("always", "never")
      for value in requirement.values {
        switch requirement.key {
        case "layer":
          guard let givers = providers[LayerName(value)] else {
            let hint =
              nearest(value, among: providers.keys.map(\.description)).map { "; did you mean “\($0)”?" }
              ?? "; there is \(list(providers.keys.map(\.description).sorted()))"
            add(
              "nothing above gives the layer “\(value.shortened)”, so “\(step.use)” \(never) works\(hint)",
              requirement.place)
            continue
          }
          guard !Pipeline.readerLayers.contains(LayerName(value)), givers.meet(nil), let giver = givers.first else {
            continue
          }
          add(
            "\(giver.name) gives the layer “\(value)” to every document, so with this “if” “\(step.use)” \(always) works; take it out",
            requirement.place)
        case "language" where !Self.isLanguageTag(value):
          add(
            "“\(value.shortened)” is no tag of a language, such as “en” or “de-AT”, so no document has it",
            requirement.place)
        default: continue
        }
      }
    }
  }

  private static func isLanguageTag(_ word: String) -> Bool {
    let parts = word.split(separator: "-", omittingEmptySubsequences: false)
    guard let first = parts.first, (2...3).contains(first.utf8.count) else { return false }
    return parts.allSatisfy { part in
      (1...8).contains(part.utf8.count)
        && part.utf8.allSatisfy { ($0 | 0x20) >= 0x61 && ($0 | 0x20) <= 0x7A || (0x30...0x39).contains($0) }
    }
  }

  /// Says that a component stands in the chain a second time for nothing, or so that one of the two is lost.
  mutating func warnIfTwice(
    _ step: PipelineFile.Step, _ component: ComponentDescription, _ settings: [ConfigNode.Entry]
  ) {
    let same = resolved.filter { $0.name == component.name }
    guard let first = same.first else { return }
    let isSame = same.contains {
      $0.settings.map { JSONValue($0.value) } == settings.map { JSONValue($0.value) } && $0.condition == step.condition
    }
    let message: String? =
      switch component.kind {
      case .reader where isSame || !Self.isProgram(component):
        "“\(first.name)” stands above already and takes every file that this one would; take one of the two out"
      case .reporter where !isSame && !Self.isProgram(component):
        "“\(first.name)” stands above already, and this one may write over its files; take one of the two out"
      case .stage where isSame:
        "“\(first.name)” stands above already with the same settings, so both layers say the same; take one of the two out"
      default: nil
      }
    if isSame, component.kind.name == "reporter" {
      mistakes.add(
        "“\(first.name)” stands above already with the same settings, so both write the same files; take one of the two out",
        at: step.place)
    }
    if let message { warnings.append(Pipeline.Warning(place: step.place, message: message)) }
  }

  /// Whether the settings decide what it is.
  private static func isProgram(_ component: ComponentDescription) -> Bool {
    component.settings.contains { $0.name == "command" }
  }
}

extension Pipeline {
  /// Layers that no stage needs and no report shows. A layer that was named by “as” is wanted for itself.
  static func unusedLayers(_ assembly: Assembly) -> [Warning] {
    let shown = assembly.reporters.map(\.shows)
    guard !shown.isEmpty, !shown.contains(nil) else { return [] }
    var used = shown.reduce(into: Set()) { $0.formUnion($1 ?? []) }
    for stage in assembly.stages {
      used.formUnion(stage.stage.requires.union(stage.stage.uses))
      for requirement in (stage.condition?.required ?? []) + (stage.condition?.excluded ?? [])
      where requirement.key == "layer" {
        used.formUnion(requirement.values.map { LayerName($0) })
      }
    }
    if used.contains(.own) {
      let known = Set((assembly.context?.labels ?? []).map { $0.layer })
      used.formUnion(assembly.providers.keys.filter { !known.contains($0) })
    }
    return assembly.stages.filter { $0.asName == nil && $0.provides.isDisjoint(with: used) }.map { stage in
      Warning(
        place: stage.place,
        message:
          "no stage needs what “\(stage.name)” gives (\(list(stage.provides.sorted().map(\.description)))), and no report "
          + "shows it; it stands in results.jsonl alone")
    }
  }
}
