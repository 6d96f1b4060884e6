public import PluginAPI

/// The stage that asks a language model.
public enum StanceLLMPlugin: PluginModule {
  public static let components: [ComponentDescription] = [.stage(LanguageModelStances.self)]
}
