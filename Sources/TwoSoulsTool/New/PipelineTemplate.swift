import Standoff

/// The start of a pipeline file. Its examples hold for any model that judges stances: they expect what words alone decide.
let pipelineTemplate = """
  # What this pipeline is for.
  twosouls: 1
  title: A pipeline of my own
  codebook: two-souls               # the labels; “\(ToolName.current) new codebook NAME” writes the start of your own
  stages:
    # Readers. Settings stand behind a name; “\(ToolName.current) stages read.tei” explains them.
    - read.tei: { notes: keep-apart }
    - read.text
    # What is judged: paragraphs and quotations.
    - segment.paragraphs
    - quotations.marks
    - speakers.rules
    # How it is judged: by the trained models, or by stance.cues and attitude.rules, whose every label rests on a phrase.
    - stance.model
    - attitude.model
    # What is written: tables, a page to read, a comparison.
    - report.csv
    - report.html
    - report.comparison
  # “\(ToolName.current) test” holds the pipeline to these. A stance can be expected too, as “stance: below”; it may change with the model.
  examples:
    - text: 'Ada Fenwright wrote: “The workers will free themselves by their own efforts.”'
      expect: { quotations: 1, kind: speech, speaker: Ada Fenwright }
    - text: 'The so-called “reading room” opened on Monday.'
      expect: { quotations: 1, kind: term, speaker: null }
    - text: 'The congress met in the old corn exchange and sat until four.'
      expect: { quotations: 0, passages: 1, stance: none }

  """
