public import PluginAPI

/// Judges stances by what words say: constructions of a lexicon, and the plainest baseline beside them.
public enum StanceCuesPlugin: PluginModule {
  public static let components: [ComponentDescription] = [.stage(CueStances.self), .stage(WordStances.self)]
}
