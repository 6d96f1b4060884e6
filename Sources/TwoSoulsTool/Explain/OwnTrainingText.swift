import CTrainingText
import Codebook
import PipelineEngine
import PluginAPI

/// Labelled items among which those like a passage are looked for.
struct LikeItems {
  /// Where they are from, for people.
  let source: String
  let items: [TrainingItem]

  /// The project's own training text, which travels inside the binary.
  ///
  /// - Returns: nothing where the codebook does not declare its labels.
  static func own(_ codebook: Codebook) throws -> LikeItems? {
    let bytes = [UInt8](UnsafeBufferPointer(start: training_text_bytes(), count: Int(training_text_size())))
    let items = try TrainingFile(path: "training text", codebook: codebook).items(bytes)
    let labels = Set(items.compactMap { $0.labels["stance"] })
    guard labels.isSubset(of: codebook.stanceNames.map(\.rawValue)) else { return nil }
    return LikeItems(source: "the project's own training text", items: items)
  }

  /// - Parameter paths: files of labelled items, as `train` takes them.
  /// - Throws: ``ToolError`` where an item has a label that the codebook does not declare.
  init(_ paths: [String], _ codebook: Codebook) throws {
    let items = try paths.flatMap { try TrainingFile(path: $0, codebook: codebook).items(Files.read($0)) }
    try items.refuseUndeclared(by: codebook)
    self.init(source: paths.joined(separator: ", "), items: items)
  }

  private init(source: String, items: [TrainingItem]) {
    (self.source, self.items) = (source, items)
  }
}
