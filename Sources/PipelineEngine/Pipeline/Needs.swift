import PluginAPI
import Standoff

extension Assembly {
  mutating func need(_ layers: Set<LayerName>, _ step: PipelineFile.Step) {
    let unmet = layers.filter { providers[$0] == nil }
    if !unmet.isEmpty, !isBlind { missing.append((step, unmet.sorted())) }
    for layer in layers.sorted() {
      guard let givers = providers[layer], !givers.meet(step.condition), let giver = givers.first else { continue }
      let when = giver.condition.map { "\($0)" } ?? ""
      warnings.append(
        Pipeline.Warning(
          place: step.place,
          message:
            "“\(step.use)” needs the layer “\(layer)”, which \(giver.name) gives only if \(when); for other documents "
            + "it finds none. Give it the same “if”, or the other none"))
    }
  }

  /// Says of the needs that nothing meets who could.
  ///
  /// - Parameter file: the pipeline file; a need may stand in one that it extends.
  mutating func tellMissing(in file: String) {
    for (step, layers) in missing {
      let names = list(layers.map(\.description))
      mistakes.add(
        "“\(step.use)” needs the layer\(layers.count > 1 ? "s" : "") \(names), which nothing above it provides; "
          + remedy(layers, step) + (step.place.file == file ? "" : " (“\(file)” extends this file)"), at: step.place)
    }
  }

  private func remedy(_ layers: [LayerName], _ step: PipelineFile.Step) -> String {
    if let below = stages.first(where: { $0.provides.contains(layers[0]) && $0.place != step.place }) {
      return "move “\(below.name)” above it"
    }
    let givers = layers.map { components(giving: $0) }
    guard givers.allSatisfy({ !$0.isEmpty }) else {
      return "no component gives it by itself; “\(ToolName.current) stages” lists them"
    }
    guard layers.count > 1 else { return "put one above it that does: \(list(givers[0].prefix(4)))" }
    let remedies = zip(layers, givers).map { "for “\($0)” one of \(list($1.prefix(4)))" }
    return "put above it \(remedies.joined(separator: ", "))"
  }

  /// Who gives a layer by its default settings.
  private func components(giving layer: LayerName) -> [String] {
    registry.components.filter { component in
      guard case .stage(let make) = component.kind, let context else { return false }
      return (try? make(ConfigNode(.null), context.withoutPrograms))?.component.provides.contains(layer) ?? false
    }.map(\.name)
  }
}

extension Assembly.Provider {
  /// Whether it never gives the layer for a document for which the condition holds.
  func excludes(_ other: Condition?) -> Bool {
    guard let condition, let other else { return false }
    return condition.rulesOut(other)
  }
}

extension [Assembly.Provider] {
  /// Whether one of them works on every document for which the condition holds.
  func meet(_ needed: Condition?) -> Bool {
    contains { $0.condition == nil } || contains { one in contains { one.condition?.completes($0) ?? false } }
      || needed.map { needed in contains { $0.condition.map(needed.implies) ?? true } } ?? false
  }
}

extension Condition {
  fileprivate func completes(_ provider: Assembly.Provider) -> Bool { provider.condition.map(completes) ?? true }
}
