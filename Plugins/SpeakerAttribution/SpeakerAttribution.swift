import PluginAPI

/// placeholder
public enum SpeakerAttributionPlugin {}
