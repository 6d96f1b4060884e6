public import PluginAPI

/// Judges stances by a model that was trained on labelled texts.
public enum StanceModelPlugin: PluginModule {
  public static let components: [ComponentDescription] = [.stage(ModelStances.self), .stage(ModelAttitudes.self)]
}
