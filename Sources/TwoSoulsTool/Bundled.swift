import PlainTextReader
import PluginAPI
import Segmentation
import StanceCues
import TableReport

/// The plugins that ship with the tool.
let bundledModules: [any PluginModule.Type] = [
  PlainTextReaderPlugin.self, SegmentationPlugin.self, StanceCuesPlugin.self, TableReportPlugin.self,
]
