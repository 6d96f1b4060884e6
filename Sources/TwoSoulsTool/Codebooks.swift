import Codebook
import PipelineEngine
import PluginAPI
import StanceLexicon
import Standoff

/// Finds the codebook that a pipeline file or the command line names.
enum Codebooks {
  /// - Parameter place: where it is named; relative paths start from the file there.
  /// - Throws: ``ConfigError`` for a name that is none, and for whatever is wrong in the file, with its place there.
  static func find(_ name: String, at place: ConfigNode.Place) throws -> Codebook {
    if let codebook = Codebook.builtIn(named: name) { return codebook }
    guard let file = SettingFile(ConfigNode(.string(name), at: place)), name.contains("/") || isFile(name) else {
      let hint =
        nearest(name, among: Codebook.builtInNames).map { "did you mean “\($0)”?" }
        ?? "built in: \(Codebook.builtInNames.joined(separator: ", ")); a file is named by its path, such as “./populism.yaml”"
      throw ConfigError("there is no codebook “\(name)”; \(hint)", at: place)
    }
    guard Files.kind(file.resolvedPath) == .file else {
      throw ConfigError("there is no codebook file “\(file.resolvedPath)”", at: place)
    }
    let codebook = try Codebook(file: try SettingFiles.load(file), load: SettingFiles.load)
    // Phrases are read where they are used; one that cannot be used is told of at once.
    for lexicon in codebook.lexicons { _ = try Lexicon.make(of: codebook, language: lexicon.language) }
    return codebook
  }

  private static func isFile(_ name: String) -> Bool { name.hasSuffix(".yaml") || name.hasSuffix(".yml") }
}

extension Codebook {
  /// Whether a pipeline can say what it says with the labels there are.
  ///
  /// - Throws: ``PipelineError`` where stages answer with attitudes that are not coded.
  func check(_ pipeline: Pipeline) throws(PipelineError) {
    guard attitudes.isEmpty else { return }
    var mistakes = Mistakes()
    for place in pipeline.stages where place.stage.provides.contains(Attitude.layer) {
      mistakes.add(
        ConfigError(
          "“\(place.name)” gives attitudes, which the codebook “\(name)” does not code; take the stage out, or declare "
            + "“attitudes:” there", at: place.place))
    }
    try mistakes.report()
  }
}
