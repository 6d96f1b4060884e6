extension WrongFile {
  static let all =
    noYAML + noChain + extending + variables + steps + conditions + settings + order + examples + codebooks

  /// What is no YAML, or none of what is taken of it.
  private static let noYAML: [WrongFile] = [
    WrongFile("nothing at all", "▸", "a pipeline file is a map with “twosouls: 1”"),
    WrongFile("a comment alone", "▸# to do", "a pipeline file is a map"),
    WrongFile("a text", "▸It was a cold day.", "a pipeline file is a map"),
    WrongFile("a list", "▸- read.text", "a pipeline file is a map with “twosouls: 1” and “stages:”, found a list"),
    WrongFile(
      "a tab before a step", "twosouls: 1\nstages:\n▸\t- read.text",
      "a tab stands in front of this line; YAML wants spaces"),
    WrongFile(
      "a tab before a key", "twosouls: 1\nstages:\n  - use: read.text\n▸\twith: { }",
      "a tab stands in front of this line"),
    WrongFile(
      "a key twice", "twosouls: 1\n▸twosouls: 1\nstages: [read.text]",
      "the key “twosouls” stands here a second time, after line 1; keep one"),
    WrongFile(
      "a list twice", "twosouls: 1\nstages:\n  - read.text\n▸stages:\n  - segment.paragraphs",
      "the key “stages” stands here a second time, after line 2"),
    WrongFile(
      "no dash at the end", "twosouls: 1\nstages:\n  - read.text\n  ▸segment.paragraphs",
      "a “- ” in front of this is missing, or a “:” behind its first word"),
    WrongFile(
      "no dash in the middle", "twosouls: 1\nstages:\n  - read.text\n  ▸segment.paragraphs\n  - quotations.marks",
      "a “- ” in front of this is missing"),
    WrongFile(
      "a line that goes on", "twosouls: 1\nstages:\n  - ▸read.text\n    segment.paragraphs",
      "there is no component “read.text segment.paragraphs”; put “read.text”, “segment.paragraphs” on a line each behind “- ”"
    ),
    WrongFile(
      "a setting twice", "twosouls: 1\nstages:\n  - quotations.marks: { ▸minimum-words: 1, minimum-words: 2 }",
      "stands here twice"),
    WrongFile(
      "two documents", "twosouls: 1\nstages: [read.text]\n▸---\ntwosouls: 1", "a second document (---) starts here"),
    WrongFile(
      "a bracket that stays open", "twosouls: 1\nstages: [read.text\n▸", "a “,” or a closing bracket is missing"),
    WrongFile(
      "a brace that stays open", "twosouls: 1\nstages:\n  - read.text: { language: de\n▸",
      "a “,” or a closing bracket is missing"),
    WrongFile(
      "a quotation mark that stays open", "twosouls: 1\ntitle: 'Debates\nstages: [read.text]\n▸",
      "the quotation mark that opens in line 2 is not closed"),
    WrongFile(
      "a colon in a title", "twosouls: 1\ntitle: Debates▸: the first year\nstages: [read.text]",
      "put a text that has “: ” in it in quotes"),
    WrongFile(
      "a sign that starts nothing", "twosouls: 1\ntitle: ▸@home\nstages: [read.text]",
      "a text cannot start with this character; put the text in quotes"),
    WrongFile("a key that is indented by itself", "twosouls: 1\n stages▸: [read.text]", "mind the indentation"),
    WrongFile(
      "a list that is out of line", "twosouls: 1\nstages:\n  - read.text\n ▸- segment.paragraphs",
      "indented otherwise than those it belongs to"),
    WrongFile(
      "an anchor", "twosouls: 1\nstages:\n  - quotations.marks: ▸&q { minimum-words: 3 }",
      "anchors (&name) are not supported; write the value out"),
    WrongFile(
      "an anchor on a word", "twosouls: 1\ntitle: ▸&t Debates\nstages: [read.text]", "anchors (&name) are not supported"
    ),
    WrongFile(
      "an anchor on a key", "twosouls: 1\n▸&t title: Debates\nstages: [read.text]", "anchors (&name) are not supported"),
    WrongFile(
      "an alias", "twosouls: 1\ntitle: ▸*t\nstages: [read.text]",
      "aliases (*name) are not supported; write the value out"),
    WrongFile(
      "a merge key", "twosouls: 1\nstages:\n  - quotations.marks: { ▸<<: { minimum-words: 3 } }",
      "merge keys (<<) are not supported; write the settings out, or start from another file with “extends:”"),
    WrongFile(
      "a tag", "twosouls: 1\nstages:\n  - quotations.marks: { minimum-words: ▸!!int 3 }",
      "tags (tag:yaml.org,2002:int) are not supported"),
    WrongFile(
      "a tag for not", "twosouls: 1\nstages:\n  - { use: segment.paragraphs, if: { layer: ▸!turn } }",
      "tags (!turn) are not supported; write the value without, or in quotes"),
    WrongFile("a map as a key", "twosouls: 1\nstages: [read.text]\n? ▸{ a: 1 }\n: 2", "a key must be a word"),
    WrongFile(
      "a NUL", "twosouls: 1\ntitle: Deb▸\u{0}ates\nstages: [read.text]",
      "the character U+0000 stands here, so this is no text"),
    WrongFile(
      "a control character", "twosouls: 1\ntitle: Deb▸\u{7}ates\nstages: [read.text]",
      "the character U+0007 stands here"),
    WrongFile(
      "bytes that are no UTF-8", Array("twosouls: 1\ntitle: D".utf8) + [0xE9, 0x62], at: "2:9",
      "this file is not in UTF-8: the byte E9 fits nowhere here; save it as UTF-8"),
    WrongFile(
      "a letter cut in two", Array("twosouls: 1\ntitle: ".utf8) + [0xC3], at: "2:8", "this file is not in UTF-8"),
    WrongFile("UTF-16", [0xFF, 0xFE, 0x74, 0x00, 0x77, 0x00], at: "1:1", "this file is in UTF-16; save it as UTF-8"),
    WrongFile(
      "a byte order mark in the middle", "twosouls: 1\n\u{FEFF}stages: [read.text]",
      "an invisible byte order mark stands in this line"
    ).anywhere(line: 2),
  ]

  /// Keys of the file.
  private static let noChain: [WrongFile] = [
    WrongFile(
      "no version", "▸stages: [read.text]",
      "the file must say which version of the format it is written in: “twosouls: 1”"),
    WrongFile(
      "a later version", "twosouls: ▸2\nstages: [read.text]", "this program reads version 1 of the format, found 2"),
    WrongFile("a version in quotes", "twosouls: ▸'1'\nstages: [read.text]", "found “1”; write “twosouls: 1”"),
    WrongFile("a version with a point", "twosouls: ▸1.0\nstages: [read.text]", "write “twosouls: 1”"),
    WrongFile("no stages", "▸twosouls: 1", "the file has no “stages:”"),
    WrongFile("empty stages", "twosouls: 1\nstages:▸ []", "“stages:” takes a list of components").moved(to: "2:9"),
    WrongFile(
      "stages left open", "twosouls: 1\nstages:▸",
      "“stages:” takes a list of components, one to a line behind “- ”, found nothing"
    ).moved(to: "2:8"),
    WrongFile("stages as a map", "twosouls: 1\nstages:\n  ▸read.text: { }", "“stages:” takes a list of components"),
    WrongFile("stages as a word", "twosouls: 1\nstages: ▸read.text", "“stages:” takes a list of components"),
    WrongFile(
      "a key that is mistyped", "twosouls: 1\nstages: [read.text]\n▸exampels: []",
      "there is no key “exampels” in a pipeline file; did you mean “examples”?"),
    WrongFile(
      "a key that is far from all", "twosouls: 1\nstages: [read.text]\n▸author: me",
      "there is no key “author” in a pipeline file; there is “twosouls”"),
    WrongFile("a key in capitals", "twosouls: 1\n▸Stages: [read.text]\nstages: [read.text]", "did you mean “stages”?"),
    WrongFile(
      "a title that is a list", "twosouls: 1\ntitle: ▸[a]\nstages: [read.text]", "“title” takes a text, found a list"),
    WrongFile(
      "a description that is a map", "twosouls: 1\ndescription: ▸{ a: b }\nstages: [read.text]",
      "“description” takes a text"),
  ]

  /// Files that extend others.
  private static let extending: [WrongFile] = [
    WrongFile(
      "a circle of one", "twosouls: 1\nextends: ▸p.yaml",
      "the files extend each other in a circle: p.yaml extends p.yaml"),
    WrongFile(
      "a circle of two", "twosouls: 1\nextends: q.yaml",
      "in a circle: p.yaml extends q.yaml extends p.yaml; take one “extends” out",
      others: ["q.yaml": "twosouls: 1\nextends: p.yaml"]
    ).moved(to: "2:10"),
    WrongFile(
      "a circle of three", "twosouls: 1\nextends: q.yaml",
      "in a circle: p.yaml extends q.yaml extends r.yaml extends p.yaml",
      others: ["q.yaml": "twosouls: 1\nextends: r.yaml", "r.yaml": "twosouls: 1\nextends: p.yaml"]
    ).moved(to: "2:10"),
    WrongFile(
      "a file that is not there", "twosouls: 1\nextends: ▸gone.yaml",
      "“gone.yaml” cannot be read: No such file or directory; “extends” names a file by its path from this one"),
    WrongFile(
      "a name that is nearly built in", "twosouls: 1\nextends: ▸defualt",
      "there is no built-in pipeline “defualt”; did you mean “default”?"),
    WrongFile(
      "a name that is not built in", "twosouls: 1\nextends: ▸debates",
      "“extends” takes a path, such as “./debates.yaml”, or the name of a built-in one: default"),
    WrongFile(
      "several to extend", "twosouls: 1\nextends: ▸[default, p.yaml]",
      "“extends” takes a name, or a path in quotes, found a list"),
    WrongFile(
      "a mistake in the extended file", "twosouls: 1\nextends: q.yaml",
      "there is no component “read.txt”; did you mean “read.text”?",
      others: ["q.yaml": "twosouls: 1\nstages: [read.txt]"]
    ).moved(to: "2:10"),
    WrongFile(
      "something else is extended", "twosouls: 1\nextends: q.yaml", "a pipeline file is a map",
      others: ["q.yaml": "just a note"]
    ).moved(to: "1:1"),
    WrongFile(
      "remove without extends", "twosouls: 1\nstages: [read.text]\n▸remove: [read.text]",
      "“remove:” takes components out of a file that “extends:” names"),
    WrongFile(
      "remove what is not there", "twosouls: 1\nextends: default\nremove: [▸report.htlm]",
      "no “report.htlm” to take out; did you mean “report.html”?"),
    WrongFile(
      "remove a map", "twosouls: 1\nextends: default\nremove: [▸{ a: b }]", "“remove:” takes names of components"),
    WrongFile(
      "everything removed", "▸twosouls: 1\nextends: q.yaml\nremove: read.text", "nothing is left of the chain",
      others: ["q.yaml": "twosouls: 1\nstages: [read.text]"]),
    WrongFile(
      "before without extends",
      "twosouls: 1\nstages:\n  - read.text\n  - { use: segment.paragraphs, before: ▸read.text }",
      "“before” is for files that extend another"),
    WrongFile(
      "before what is not there",
      "twosouls: 1\nextends: default\nstages:\n  - { use: segment.sentences, before: ▸quotation.marks }",
      "did you mean “quotations.marks”?"),
    WrongFile(
      "before and after at once",
      "twosouls: 1\nextends: default\nstages:\n  - { use: segment.sentences, before: quotations.marks, after: ▸segment.paragraphs }",
      "take one of the two out"),
    WrongFile(
      "a need that is taken away", "twosouls: 1\nextends: default\nremove: [segment.paragraphs]",
      "“stance.model” needs the layer “passage”, which nothing above it provides; put one above it that does: “segment.paragraphs”, “segment.windows” (“p.yaml” extends this file)"
    ).anywhere(line: 11),
  ]

  /// Variables.
  private static let variables: [WrongFile] = [
    WrongFile(
      "a variable that is not set", "twosouls: 1\ntitle: ▸${NOBODY}\nstages: [read.text]",
      "the variable “NOBODY” is not set; set it before the run (“export NOBODY=…”)"),
    WrongFile(
      "a variable that is not closed", "twosouls: 1\ntitle: ▸${NOBODY\nstages: [read.text]", "the “${” has no “}”"),
    WrongFile("a variable without a name", "twosouls: 1\ntitle: ▸${}\nstages: [read.text]", "“${}” names no variable"),
    WrongFile(
      "a variable that starts with a digit", "twosouls: 1\ntitle: ▸${1A}\nstages: [read.text]",
      "“${1A}” names no variable"),
    WrongFile(
      "a key for a service", "twosouls: 1\ntitle: ▸${OPENAI_API_KEY}\nstages: [read.text]", "looks like a secret"),
    WrongFile(
      "a variable between braces", "twosouls: 1\nstages:\n  - read.text: { language: ${LANG▸} }",
      "write “${…}” in quotes"
    ).anywhere(line: 3),
    WrongFile(
      "a variable that holds no number", "twosouls: 1\nstages:\n  - quotations.marks:\n      minimum-words: ▸${N}",
      "“minimum-words” takes a whole number, found “many”", variables: ["N": "many"]),
    WrongFile(
      "a number of a variable in quotes", "twosouls: 1\nstages:\n  - quotations.marks: { minimum-words: ▸'${N}' }",
      "takes a whole number, found “3”", variables: ["N": "3"]),
  ]

  /// Lines of the chain.
  private static let steps: [WrongFile] = [
    step(
      "a component that is mistyped", "▸speakers.rule",
      "there is no component “speakers.rule”; did you mean “speakers.rules”?"),
    step(
      "a component that nobody knows", "▸sentiment.vader",
      "there is no component “sentiment.vader”; “twosouls stages” lists what there is"),
    step(
      "a family for one of its components", "▸quotations",
      "there is no component “quotations”; there is “quotations.marks”, “quotations.regex”"),
    step(
      "no space behind the colon", "▸segment.windows:{ size: 3 }",
      "there is no component “segment.windows:{ size”; YAML wants a space behind a “:”"),
    step(
      "a program for a component", "▸scripts/entities.py",
      "a program is run by “{ use: external, with: { command: [python3, stage.py], provides: [NAME] } }”"),
    step(
      "a command in one piece", "▸external: { command: python3 stage.py }",
      "“external”: “command” takes program and arguments one by one: “command: [python3, stage.py]”"),
    step(
      "a comma in a number", "stance.words: { threshold: 0,▸5 }",
      "there is no setting “5”; if a number is meant, it has a point, as in 0.5"),
    step("a number", "▸3", "expected the name of a component, such as “read.text”, found 3"),
    step("nothing behind the dash", "▸''", "expected the name of a component"),
    step(
      "a list in the list", "▸[speakers.rules]", "expected the name of a component, such as “read.text”, found a list"),
    step("an empty map", "▸{ }", "expected the name of a component"),
    step(
      "two components on a line", "{ speakers.rules: { }, ▸stance.cues: { } }",
      "one component a line; put “stance.cues” on a line of its own"),
    step(
      "“as” in the short form", "{ stance.cues: { }, ▸as: other }",
      "to set “as” write “{ use: stance.cues, with: {…}, as: … }”"),
    step(
      "a setting beside “use”", "{ use: speakers.rules, ▸languages: [en] }",
      "there is no key “languages” beside “use”; settings stand in “with:”"),
    step("“with” mistyped", "{ use: speakers.rules, ▸wiht: { } }", "did you mean “with”?"),
    step("“use” with a list", "{ use: ▸[a, b] }", "“use” takes the name of a component, found a list"),
    step("“as” with a blank", "{ use: stance.cues, as: ▸my own }", "“as” takes a name of letters, digits"),
    step("“as” with a number", "{ use: stance.cues, as: ▸3 }", "“as” takes a name"),
    step(
      "“as” for a report", "{ use: ▸report.csv, as: x }",
      "“as” and “if” are for stages; “report.csv” is a reporter, so take them out"),
    step("“if” for a report", "{ use: ▸report.csv, if: { language: en } }", "“as” and “if” are for stages"),
    step(
      "“as” for a layer that is there", "{ use: ▸stance.cues, as: quotation }",
      "provides the layer “quotation”, which comes from “quotations.marks” already"),
    step("“as” for a layer of the reader", "{ use: ▸stance.cues, as: block }", "which comes from the reader already"),
    step(
      "“as” for several layers", "{ use: ▸stance.cues, as: x, with: { cues: true } }",
      "“as” names one layer, but “stance.cues” provides"),
    step(
      "a program without a name", "▸external", "“command” must name a program, such as “command: [python3, stage.py]”"),
  ]

  /// Conditions.
  private static let conditions: [WrongFile] = [
    step(
      "“if” with a word", "{ use: speakers.rules, if: ▸english }",
      "“if” takes fields and their values, such as “{ language: en }”, found “english”"),
    step("“if” with nothing in it", "{ use: speakers.rules, if: ▸{ } }", "“if” takes fields and their values"),
    step("“if” with a list", "{ use: speakers.rules, if: ▸[en] }", "“if” takes fields and their values"),
    step(
      "a field with a map", "{ use: speakers.rules, if: { language: ▸{ is: en } } }",
      "“language” takes a word or a list of words"),
    step(
      "a field with no value", "{ use: speakers.rules, if: { language: ▸[] } }",
      "“language” takes a word or a list of words"),
    step(
      "a field with true", "{ use: speakers.rules, if: { party: ▸true } }",
      "“party” takes a word or a list of words, found true"),
    step("“not” with a word", "{ use: speakers.rules, if: { not: ▸en } }", "“if” takes fields and their values"),
    step("“not” within “not”", "{ use: speakers.rules, if: { not: { not: ▸en } } }", "and no “not” in turn"),
  ]
}
