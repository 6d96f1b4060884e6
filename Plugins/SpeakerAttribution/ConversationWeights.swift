extension Conversation {
  /// What speaks for and against a speaker of a turn, as logarithms of odds.
  ///
  /// Set by hand, and moved where a random search over novels went; what the search alone brings is small.
  struct Weights {
    /// A name or another sex where the sentence says otherwise.
    var impossible = -12.0
    /// Somebody described with `the` who has not been met, is himself and not one of those known.
    var newcomer = -1.5
    /// One of those known, by his place among them.
    var known = -0.2
    var farKnown = -0.8
    /// For a pronoun, each halving of weight against the likeliest.
    var halving = -0.9
    var farPronoun = -4.0
    var beatPlace = -0.5
    var noBeat = -2.0
    var nobody = -2.5
    /// Whom the paragraph before shows.
    var shown = 2.0
    /// Who is addressed in the turn.
    var addressed = -3.0
    /// Each place farther from where somebody was said to speak.
    var distance = -0.06
    /// Twice in a paragraph; in two paragraphs that follow each other; with others between.
    var sameParagraph = -4.0
    var same = -2.2
    var sameApart = -0.5
    /// Who spoke before the last.
    var back = 1.2
    var backApart = 0.3
    /// Who was addressed in the turn before; who addresses the last speaker.
    var answers = 2.0
    var addressesLast = 0.7
  }
}
