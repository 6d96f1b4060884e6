/// `Pipelines/default.yaml`, word for word, so that the tool runs without a file beside it.
let defaultPipeline = """
  # The built-in pipeline: texts and TEI in, quotations with their speakers, stances with their evidence out.
  twosouls: 1
  title: Quotations, speakers and stances
  codebook: two-souls
  stages:
    - read.tei
    - read.text
    - segment.paragraphs
    - quotations.marks
    - speakers.rules
    - stance.model
    - attitude.model
    - report.csv
    - report.html
    - report.comparison
  examples:
    - text: 'Ada Fenwright wrote: “The workers will free themselves by their own efforts, and no saviour will do it for them.”'
      expect: { quotations: 1, kind: speech, speaker: Ada Fenwright, stance: below }
    - text: '“The masses are unfit to rule and must be led by a chosen few,” said Hugo Lathbury.'
      expect: { quotations: 1, kind: speech, speaker: Hugo Lathbury, stance: above, strain: elitism }
    - text: 'The congress met in the old corn exchange and sat until four.'
      expect: { quotations: 0, passages: 1, stance: none }
  """
