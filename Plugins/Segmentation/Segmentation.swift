import PluginAPI

/// placeholder
public enum SegmentationPlugin {}
