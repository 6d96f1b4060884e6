import ArgumentParser
import Evaluation
import Standoff

/// What `lint` looks for.
enum LintRule: String, CaseIterable, ExpressibleByArgument {
  case unclosedMark = "unclosed-mark"
  case unopenedMark = "unopened-mark"
  case wrongWayMark = "wrong-way-mark"
  case mixedMarks = "mixed-marks"
  case crossingMarks = "crossing-marks"
  case keptMarks = "kept-marks"
  case missingMarks = "missing-marks"
  case danglingPointer = "dangling-pointer"
  case noSpeaker = "no-speaker"
  case reading

  /// The rule behind what a stage or reader said; other codes are `reading`, and what only states the marks of a
  /// document is no finding.
  init?(code: String) {
    switch code {
    case "quotation.marks": return nil
    case "quotation.unclosed": self = .unclosedMark
    case "quotation.unopened": self = .unopenedMark
    case "quotation.wrong-way": self = .wrongWayMark
    case "quotation.contradiction": self = .crossingMarks
    default: self = .reading
    }
  }

  /// How grave its findings are, where nothing about them says otherwise.
  var severity: Diagnostic.Severity { self == .danglingPointer ? .error : .warning }

  var summary: String {
    switch self {
    case .unclosedMark: "A quotation mark opens and nothing closes it."
    case .unopenedMark: "A quotation mark closes and nothing opened it."
    case .wrongWayMark: "A quotation mark turns the wrong way."
    case .mixedMarks: "A document uses several systems of quotation marks side by side."
    case .crossingMarks: "Quotation marks cross the borders of an element."
    case .keptMarks: "Marks stand at an element, though the header declares that none were kept."
    case .missingMarks: "Marks are missing at an element, though the header declares that all were kept."
    case .danglingPointer: "A pointer to a speaker points at nothing."
    case .noSpeaker: "Speech without a speaker."
    case .reading: "What the reader or a stage has to say of the file."
    }
  }

  /// What to do about it.
  var help: String {
    switch self {
    case .unclosedMark:
      "Add the closing mark, or take the opening one away. A quotation that runs over paragraphs has an opening mark at "
        + "each and a closing one at the last; without them it ends with its paragraph."
    case .unopenedMark: "Add the opening mark, or take this one away."
    case .wrongWayMark: "Turn the mark round: “ opens and ” closes in English, „ opens and “ closes in German."
    case .mixedMarks:
      "Use one system for quotations of one level. What stands in a quotation may have marks of its own."
    case .crossingMarks:
      "Let the element hold both marks or neither. Where they cross, the element is believed and the marks are passed over."
    case .keptMarks:
      "Take the marks out of and away from said, q and quote, or declare in encodingDesc/editorialDecl/quotation that they "
        + "were kept: marks=\"some\" or marks=\"all\"."
    case .missingMarks: "Put the marks of the source back, or declare quotation marks=\"some\" or marks=\"none\"."
    case .danglingPointer:
      "Let @who point at the xml:id of a person (#id) in particDesc or listPerson, or correct the id. It is a "
        + "warning in a file without persons: lint a part of a corpus through the file that includes it. Pointers to the web "
        + "and to places outside the folder of the file are not looked up."
    case .noSpeaker:
      "Say in @who who speaks. It is a warning where other elements of that name in the document have one, else a note; so it "
        + "is for plain text in which no rule finds the speaker."
    case .reading:
      "See the message. What is at stake is mostly that something of the file was not read as it was meant."
    }
  }
}

/// Something that an editor may want to change.
struct Finding {
  let rule: LintRule
  let severity: Diagnostic.Severity
  let message: String
  /// As an editor or a build server can open it, relative to the working folder where it lies there.
  let file: String
  /// From the first character to behind the last; nothing where the finding is of the whole file.
  let region: Range<SourceLines.Place>?
}
