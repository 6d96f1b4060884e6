public import PluginAPI

/// The stages that divide a document: into passages as its blocks give them, into sentences, and into windows of
/// sentences.
public enum SegmentationPlugin: PluginModule {
  public static let components: [ComponentDescription] = [
    .stage(Paragraphs.self),
    .stage(Sentences.self),
    .stage(Windows.self),
  ]
}
