extension WrongFile {
  /// Settings of components.
  static let settings: [WrongFile] = [
    step(
      "a setting that is mistyped", "speakers.rules: { ▸langauges: [en] }",
      "there is no setting “langauges”; did you mean “languages”?"),
    step("a setting that is far from all", "speakers.rules: { ▸depth: 3 }", "there is no setting “depth”; it has"),
    step("a setting where there is none", "stance.cues: { unit: passage, ▸x: 1 }", "there is no setting “x”"),
    step("settings as a list", "speakers.rules: ▸[en]", "expected settings as “name: value”, found a list"),
    step("settings as a word", "speakers.rules: ▸en", "expected settings as “name: value”, found “en”"),
    step("“with” as a number", "{ use: speakers.rules, with: ▸3 }", "expected settings as “name: value”, found 3"),
    step("a number below the range", "stance.model: { threshold: ▸-1 }", "“threshold” takes"),
    step("a number above the range", "stance.model: { threshold: ▸1.5 }", "“threshold” takes"),
    step("a number beyond all", "stance.model: { threshold: ▸1e999 }", "“threshold” takes a number"),
    step("a word for a number", "stance.model: { threshold: ▸high }", "“threshold” takes a number, found “high”"),
    step("a comma for a point", "stance.model: { threshold: ▸'0,5' }", "“threshold” takes a number, found “0,5”"),
    step("a word for true", "stance.cues: { cues: ▸yes }", "“cues” takes true or false, found “yes”"),
    step("a number for true", "stance.cues: { cues: ▸1 }", "“cues” takes true or false, found 1"),
    step(
      "an unknown choice", "stance.cues: { unit: ▸paragraph }",
      "“unit” knows no “paragraph”; it takes one of passage, quotation"),
    step(
      "an unknown choice in a list", "stance.cues: { unit: [passage, ▸qoutation] }",
      "“unit” knows no “qoutation”; did you mean “quotation”?"),
    step(
      "a map for a list", "speakers.rules: { languages: ▸{ en: true } }",
      "“languages” takes a list, each the path of a file"),
    step(
      "a list for a map", "external: { command: [x], settings: ▸[1] }",
      "“settings” takes names with values, found a list"),
    step("a table that is not there", "speakers.rules: { gazetteer: ▸nobody.csv }", "nobody.csv").anywhere(line: 6),
    WrongFile(
      "a fraction for a whole number", "twosouls: 1\nstages:\n  - quotations.marks: { minimum-words: ▸2.5 }",
      "“minimum-words” takes a whole number"),
    WrongFile(
      "a whole number beyond all",
      "twosouls: 1\nstages:\n  - quotations.marks: { minimum-words: ▸99999999999999999999 }",
      "“minimum-words” takes a whole number"),
    WrongFile(
      "none of a range of whole numbers", "twosouls: 1\nstages:\n  - quotations.marks: { minimum-words: ▸-1 }",
      "“minimum-words” takes a whole number from"),
    WrongFile(
      "an unknown encoding", "twosouls: 1\nstages:\n  - read.text: { encoding: ▸latin-1 }",
      "“encoding” knows no “latin-1”"),
  ]

  /// What needs what, and in which order.
  static let order: [WrongFile] = [
    WrongFile(
      "no reader", "twosouls: 1\nstages:\n  - ▸segment.paragraphs",
      "the pipeline has no reader; it starts with one, such as “- read.text”"),
    WrongFile(
      "a reader behind a stage", "twosouls: 1\nstages:\n  - read.text\n  - segment.paragraphs\n  - ▸read.tei",
      "the reader “read.tei” must stand before the first stage; move this line up"),
    WrongFile(
      "a reader behind a report", "twosouls: 1\nstages:\n  - read.text\n  - report.csv\n  - ▸read.tei",
      "must stand before the first stage"),
    WrongFile(
      "a stage behind a report", "twosouls: 1\nstages:\n  - read.text\n  - report.csv\n  - ▸segment.paragraphs",
      "the stage “segment.paragraphs” must stand before the first report"),
    WrongFile(
      "a missing need", "twosouls: 1\nstages:\n  - read.text\n  - segment.paragraphs\n  - ▸speakers.rules",
      "“speakers.rules” needs the layer “quotation”, which nothing above it provides; put one above it that does: “quotations.marks”, “quotations.regex”"
    ),
    WrongFile(
      "a need that is met further down",
      "twosouls: 1\nstages:\n  - read.text\n  - ▸speakers.rules\n  - quotations.marks",
      "move “quotations.marks” above it"),
    WrongFile(
      "a need by another name",
      "twosouls: 1\nstages:\n  - read.text\n  - segment.paragraphs\n  - quotations.marks\n  - { use: stance.cues, as: cues }\n  - ▸attitude.rules",
      "“attitude.rules” needs the layer “judgment”"),
    WrongFile(
      "the need of a report", "twosouls: 1\nstages:\n  - read.text\n  - segment.paragraphs\n  - ▸report.comparison",
      "“report.comparison” needs the layer “judgment”"),
    WrongFile(
      "one layer by two stages",
      "twosouls: 1\nstages:\n  - read.text\n  - segment.paragraphs\n  - segment.sentences\n  - ▸segment.windows",
      "“segment.windows” provides the layer “passage”, which comes from “segment.paragraphs” already; write “{ use: segment.windows, as: another-name }”"
    ),
    WrongFile(
      "one layer by two stages whose conditions overlap",
      "twosouls: 1\nstages:\n  - read.text\n  - { use: segment.paragraphs, if: { language: en } }\n  - segment.sentences\n  - { use: ▸segment.windows, if: { format: text } }",
      "provides the layer “passage”"),
  ]

  /// Examples.
  static let examples: [WrongFile] = [
    line(
      "examples as a map", "examples:\n  ▸text: a", "“examples:” takes a list, one to a line behind “- ”, found a map"),
    line(
      "an example without a text", "examples:\n  - ▸expect: { stance: none }",
      "an example has a “text:” and an “expect:”"),
    line("an example without an expectation", "examples:\n  - ▸text: a", "an example has a “text:” and an “expect:”"),
    line(
      "an example with a key more", "examples:\n  - { text: a, expect: { stance: none }, ▸wants: 1 }",
      "there is no key “wants” in an example"),
    line(
      "an example of a number", "examples:\n  - { text: ▸1848, expect: { stance: none } }",
      "“text” takes a text, found 1848; put it in quotes"),
    line(
      "an expectation of nothing", "examples:\n  - { text: a, expect: ▸{ } }",
      "“expect:” takes what is expected, such as “{ quotations: 1 }”"),
    line(
      "an expectation that is a word", "examples:\n  - { text: a, expect: ▸above }", "“expect:” takes what is expected"),
    line(
      "an unknown expectation", "examples:\n  - { text: a, expect: { ▸quotation: 1 } }",
      "nothing can be expected of “quotation”; did you mean “quotations”?"),
    line(
      "an unknown stance", "examples:\n  - { text: a, expect: { stance: ▸abov } }",
      "the codebook “two-souls” has no stance “abov”; did you mean “above”?"),
    line(
      "an unknown attitude", "examples:\n  - { text: a, expect: { attitude: ▸endorse } }",
      "has no attitude “endorse”; did you mean “endorses”?"),
    line("an unknown strain", "examples:\n  - { text: a, expect: { strain: ▸elitist } }", "has no strain “elitist”"),
    line(
      "an unknown kind", "examples:\n  - { text: a, expect: { kind: ▸quote } }",
      "there is no kind of quotation “quote”; it has speech, term, title"),
    line(
      "a stance that is a list", "examples:\n  - { text: a, expect: { stance: ▸[above] } }",
      "“stance” takes a word, or “null” for none, found a list"),
    line(
      "a count below nothing", "examples:\n  - { text: a, expect: { passages: ▸-1 } }",
      "“passages” takes how many there are, or a list"),
    line(
      "a count that is a word", "examples:\n  - { text: a, expect: { passages: ▸two } }",
      "“passages” takes how many there are, or a list"),
    line(
      "a speaker of a passage", "examples:\n  - { text: a, expect: { passages: [{ ▸speaker: Ada }] } }",
      "nothing can be expected of “speaker”; there is text, stance"),
    line(
      "a passage that is a word", "examples:\n  - { text: a, expect: { passages: [▸above] } }",
      "expected what is to be found of this one"),
    line(
      "a layer beside the labels", "examples:\n  - { text: a, expect: { ▸date: 2 } }",
      "nothing can be expected of “date”; to count a layer, write “layers: { date: 2 }”"),
    line(
      "layers as a list", "examples:\n  - { text: a, expect: { layers: ▸[passage] } }",
      "“layers” takes how many annotations a layer has"),
    WrongFile(
      "several unmet needs", "twosouls: 1\nstages:\n  - read.text\n  - ▸stance.model",
      "put above it for “passage” one of “segment.paragraphs”, “segment.windows”, for “quotation” one of “quotations.marks”, "
        + "“quotations.regex”"),
    WrongFile(
      "two reports with one file",
      "twosouls: 1\nstages:\n  - read.text\n  - segment.paragraphs\n  - report.csv\n  - ▸report.csv: { metadata: [party] }",
      "“report.csv” writes “documents.csv”, which “report.csv” at p.yaml:5:5 writes too, so one of the two would be lost; take one "
        + "out, or let it write another file"),
    line(
      "a layer that nothing gives", "examples:\n  - { text: a, expect: { layers: { ▸pasage: 1 } } }",
      "nothing in the pipeline gives the layer “pasage”; did you mean “passage”?"),
  ]

  /// Codebooks.
  static let codebooks: [WrongFile] = [
    WrongFile(
      "a codebook that is mistyped", "twosouls: 1\ncodebook: ▸two-soul\nstages: [read.text]",
      "there is no codebook “two-soul”; did you mean “two-souls”?"),
    WrongFile(
      "a codebook that is not there", "twosouls: 1\ncodebook: ▸books/mine.yaml\nstages: [read.text]",
      "there is no codebook file “books/mine.yaml”"),
    WrongFile(
      "a codebook that is a list", "twosouls: 1\ncodebook: ▸[two-souls]\nstages: [read.text]",
      "“codebook” takes a name, or a path in quotes, found a list"),
    WrongFile(
      "a codebook that is a number", "twosouls: 1\ncodebook: ▸1\nstages: [read.text]", "“codebook” takes a name"),
  ]
}
