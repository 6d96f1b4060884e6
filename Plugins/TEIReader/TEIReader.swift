import PluginAPI

/// placeholder
public enum TEIReaderPlugin {}
