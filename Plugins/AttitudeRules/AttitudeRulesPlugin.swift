public import PluginAPI

/// Says what those who speak do with the stance their words take.
public enum AttitudeRulesPlugin: PluginModule {
  public static let components: [ComponentDescription] = [.stage(RuleAttitudes.self)]
}
