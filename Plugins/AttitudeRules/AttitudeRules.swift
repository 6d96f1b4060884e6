import PluginAPI

/// placeholder
public enum AttitudeRulesPlugin {}
