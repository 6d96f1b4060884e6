import AttitudeRules
import HTMLReport
import PlainTextReader
import PluginAPI
import QuotationExtraction
import Segmentation
import SpeakerAttribution
import StanceCues
import TEIReader
import TableReport

/// The plugins that ship with the tool.
let bundledModules: [any PluginModule.Type] = []
