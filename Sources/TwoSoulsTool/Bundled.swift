import ComparisonReport
import HTMLReport
import PlainTextReader
import PluginAPI
import Segmentation
import StanceCues
import TEIReader
import TableReport

/// The plugins that ship with the tool.
let bundledModules: [any PluginModule.Type] = [
  ComparisonReportPlugin.self, HTMLReportPlugin.self, PlainTextReaderPlugin.self, SegmentationPlugin.self,
  StanceCuesPlugin.self, TableReportPlugin.self, TEIReaderPlugin.self,
]
