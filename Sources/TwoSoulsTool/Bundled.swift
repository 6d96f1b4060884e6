import HTMLReport
import PlainTextReader
import PluginAPI
import Segmentation
import StanceCues
import TableReport

/// The plugins that ship with the tool.
let bundledModules: [any PluginModule.Type] = [
  HTMLReportPlugin.self, PlainTextReaderPlugin.self, SegmentationPlugin.self, StanceCuesPlugin.self,
  TableReportPlugin.self,
]
