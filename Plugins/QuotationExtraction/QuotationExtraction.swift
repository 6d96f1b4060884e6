import PluginAPI

/// placeholder
public enum QuotationExtractionPlugin {}
