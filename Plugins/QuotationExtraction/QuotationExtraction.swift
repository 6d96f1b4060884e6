public import PluginAPI

/// The stages that find quotations.
public enum QuotationExtractionPlugin: PluginModule {
  public static let components: [ComponentDescription] = [
    .stage(MarkedQuotations.self),
    .stage(RegexQuotations.self),
  ]
}
