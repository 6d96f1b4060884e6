import PluginAPI
public import Standoff

extension PipelineFile {
  /// The chain of an earlier run, with every setting, as its manifest has it under `resolved`.
  ///
  /// - Parameters:
  ///   - resolved: what the manifest has under that name.
  ///   - path: the pipeline file of that run; relative paths start from it as they did then.
  ///   - origins: which settings stood elsewhere, as the manifest has it under `origins`.
  ///   - extends: the files it extended, as the manifest has them under `extends`.
  /// - Throws: ``PipelineError`` where it is no such chain.
  public init(
    resolved: JSONValue, path: String, origins: JSONValue? = nil, extends: JSONValue? = nil
  ) throws(PipelineError) {
    let place = ConfigNode.Place(file: path, line: 0, column: 0)
    let members = [JSONValue.Member(key: "twosouls", value: .number("1"))] + (resolved.members ?? [])
    var chain = ExtendsChain(sources: PipelineSources())
    guard var draft = PipelineDraft(ConfigNode(json: .object(members)).moved(to: place), &chain.mistakes) else {
      throw chain.mistakes.error
    }
    for (index, origin) in (origins?["stages"]?.array ?? []).enumerated() where draft.steps.indices.contains(index) {
      draft.steps[index].with = draft.steps[index].with.moving(origin)
    }
    if let file = origins?["codebook"]?.string, let name = draft.codebook?.name {
      draft.codebook = (name, ConfigNode.Place(file: file, line: 0, column: 0))
    }
    self.init(draft, path: path, chain)
    self.extends = (extends?.array ?? []).compactMap { source in
      source["path"]?.string.map { Source(path: $0, sha256: source["sha256"]?.string ?? "") }
    }
  }
}

extension ConfigNode {
  fileprivate func moving(_ origins: JSONValue) -> ConfigNode {
    guard let entries else { return self }
    let moved = entries.map { entry in
      guard let file = origins[entry.key]?.string else { return entry }
      let place = Place(file: file, line: 0, column: 0)
      return Entry(key: entry.key, keyPlace: place, value: entry.value.moved(to: place))
    }
    return ConfigNode(.map(moved), at: place)
  }
}

extension Pipeline {
  /// Where settings stand that do not stand in the pipeline file itself; nothing where all do.
  var origins: JSONValue? {
    let stages = arranged.map { step -> JSONValue in
      .object(
        (step.with.entries ?? []).filter { $0.value.place.file != file.path }.map {
          JSONValue.Member(key: $0.key, value: .string($0.value.place.file))
        })
    }
    let codebook = file.codebookPlace.file
    guard codebook != file.path || stages.contains(where: { $0.members?.isEmpty == false }) else { return nil }
    return .object([
      JSONValue.Member(key: "codebook", value: .string(codebook)),
      JSONValue.Member(key: "stages", value: .array(stages)),
    ])
  }

  /// The files that the pipeline file extends.
  var extendsJSON: JSONValue {
    .array(
      file.extends.map {
        .object([
          JSONValue.Member(key: "path", value: .string($0.path)),
          JSONValue.Member(key: "sha256", value: .string($0.sha256)),
        ])
      })
  }
}
