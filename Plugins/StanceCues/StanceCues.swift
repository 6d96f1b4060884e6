import PluginAPI

/// placeholder
public enum StanceCuesPlugin {}
