public import PluginAPI

/// The rules that say who spoke, in the order in which they are asked.
///
/// What a sentence says of its own quotation goes before what the text around makes likely, as in the sieves of Muzny et
/// al. (2017) and the syntactic categories of Elson & McKeown (2010).
public enum SpeakerRule: String, SettingChoice, Sendable {
  case markup
  case verbAfter = "cue.verb.after"
  case copula = "cue.copula"
  case asPut = "cue.as-put"
  case according = "cue.according"
  case passive = "cue.passive"
  case wordsOf = "cue.words-of"
  case work = "cue.work"
  case verbBefore = "cue.verb.before"
  case source = "cue.source"
  case possessive = "cue.possessive"
  case saying = "cue.saying"
  case colon = "cue.colon"
  case incise = "cue.incise"
  case signature
  case citation
  case interrupted
  case continuation
  case resumes
  case repeats
  case paragraph
  case beat
  case narrated
  case conversation
  case sentenceBefore = "sentence-before"
  case subject
  case topic
  case flow
  case nested
  /// The resolution of pronouns; not a rule by itself, but left out like one.
  case pronoun
  /// Who is addressed does not speak, and speaks next.
  case vocative
}
