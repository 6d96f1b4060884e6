import PluginAPI

/// placeholder
public enum HTMLReportPlugin {}
