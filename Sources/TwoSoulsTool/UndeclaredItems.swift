import Codebook
import PipelineEngine
import PluginAPI

extension [TrainingItem] {
  /// Items with labels of another codebook would teach, and show beside a passage, what no run could say.
  ///
  /// - Throws: ``ToolError`` with the first label that the codebook does not declare.
  func refuseUndeclared(by codebook: Codebook) throws {
    let declared = [
      "stance": codebook.stances.map(\.name.rawValue), "strain": codebook.strains.map(\.name.rawValue) + ["-"],
    ]
    for item in self {
      for (kind, names) in declared.sorted(by: { $0.key < $1.key }) {
        guard let label = item.labels[kind], !names.contains(label) else { continue }
        let hint =
          nearest(label, among: names).map { "did you mean “\($0)”?" }
          ?? "it has \(names.joined(separator: ", ")); “--codebook” names the one by which items were labelled"
        throw ToolError(
          .usage,
          "“\(item.id)” has the \(kind) “\(label)”, which the codebook “\(codebook.name)” does not declare; \(hint)")
      }
    }
  }
}
