import PluginAPI

/// placeholder
public enum PlainTextReaderPlugin {}
