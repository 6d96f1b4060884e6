public import PluginAPI

/// The stages that say who spoke the quoted words.
public enum SpeakerAttributionPlugin: PluginModule {
  public static let components: [ComponentDescription] = [
    .stage(RuleSpeakers.self),
    .stage(NearestSpeakers.self),
  ]
}
