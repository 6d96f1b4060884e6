public import PluginAPI

/// Reads TEI: P5 and P4, one document or a corpus of many.
public enum TEIReaderPlugin: PluginModule {
  public static let components: [ComponentDescription] = [.reader(TEIFiles.self)]
}
