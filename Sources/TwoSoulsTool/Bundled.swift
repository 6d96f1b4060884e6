import AttitudeRules
import ComparisonReport
import HTMLReport
import PlainTextReader
import PluginAPI
import QuotationExtraction
import Segmentation
import SpeakerAttribution
import StanceCues
import StanceLLM
import StanceModel
import TEIReader
import TableReport

/// The plugins that ship with the tool.
let bundledModules: [any PluginModule.Type] = [
  AttitudeRulesPlugin.self, ComparisonReportPlugin.self, HTMLReportPlugin.self, PlainTextReaderPlugin.self,
  QuotationExtractionPlugin.self, SegmentationPlugin.self, SpeakerAttributionPlugin.self, StanceCuesPlugin.self,
  StanceLLMPlugin.self, StanceModelPlugin.self, TableReportPlugin.self, TEIReaderPlugin.self,
]
