public import PluginAPI

extension TEIFiles {
  /// What becomes of the parts of a text that not every reader wants.
  public struct Settings: ComponentSettings {
    @Setting("Notes: behind the paragraph that they belong to, as blocks of their own, or left out.")
    public var notes = Aside.keepApart
    @Setting(
      "What a stenographer heard and saw (kinesic, incident, vocal, gap with a description): kept apart or left out.")
    public var events = Aside.keepApart
    @Setting("Running heads, page numbers and catchwords (fw): left out or kept apart.")
    public var runningHeads = Aside.skip
    @Setting("Descriptions of figures (figDesc): left out or kept apart.")
    public var figureDescriptions = Aside.skip
    @Setting("Deleted words (del): left out or kept in the text.")
    public var deletions = Part.skip
    @Setting("The front matter (title page, preface, contents).")
    public var front = Part.keep
    @Setting("The back matter (appendices, indices).")
    public var back = Part.keep
    @Setting("Which of the two is read where sic stands beside corr.")
    public var errors = Errors.corr
    @Setting("Which of the two is read where orig stands beside reg.")
    public var spelling = Spelling.orig
    @Setting("Which of the two is read where abbr stands beside expan.")
    public var abbreviations = Abbreviations.expan
    @Setting("Hyphens at the end of a line: dropped where the parts are one word, or kept.")
    public var lineHyphens = Hyphens.join
    @Setting(
      "The language of texts that do not state theirs, as a tag such as de or en-GB; without it their words tell.")
    public var language: String? = nil

    public init() {}
  }

  public enum Aside: String, SettingChoice {
    case keepApart = "keep-apart"
    case skip
  }

  public enum Part: String, SettingChoice { case keep, skip }
  public enum Errors: String, SettingChoice { case sic, corr }
  public enum Spelling: String, SettingChoice { case orig, reg }
  public enum Abbreviations: String, SettingChoice { case abbr, expan }
  public enum Hyphens: String, SettingChoice { case join, keep }
}
