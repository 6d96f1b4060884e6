import PluginAPI

/// placeholder
public enum TableReportPlugin {}
