import CTrainingText
import PipelineEngine
import PluginAPI

/// Labelled items among which those like a passage are looked for.
struct LikeItems {
  /// Where they are from, for people.
  let source: String
  let items: [TrainingItem]

  /// The project's own training text, which travels inside the binary.
  static func own() throws -> LikeItems {
    let bytes = [UInt8](UnsafeBufferPointer(start: training_text_bytes(), count: Int(training_text_size())))
    return LikeItems(
      source: "the project's own training text", items: try TrainingFile(path: "training text").items(bytes))
  }

  /// - Parameter paths: files of labelled items, as `train` takes them.
  init(_ paths: [String]) throws {
    self.init(
      source: paths.joined(separator: ", "),
      items: try paths.flatMap { try TrainingFile(path: $0).items(Files.read($0)) })
  }

  private init(source: String, items: [TrainingItem]) {
    (self.source, self.items) = (source, items)
  }
}
