import Standoff

/// A codebook that judges at once: who should decide, the centre or those on the spot.
enum CodebookTemplate {
  static func files(_ name: String) -> [StarterFile] {
    [
      StarterFile("\(name).yaml", codebook(name)), StarterFile("\(name)-en.yaml", lexicon(name)),
      StarterFile("pipeline.yaml", pipeline(name)), StarterFile("README.md", readme(name)),
    ]
  }

  private static func codebook(_ name: String) -> String {
    """
    # The labels and what they mean. Put yours in place of these: each needs a sentence that a stranger could code by.
    codebook: 1
    name: \(name)
    title: Who should decide
    question: Should those on the spot decide, or a centre for all?

    stances:
      central:
        meaning: The centre should decide, for all alike.
        signs: One rule for the whole country; national standards; leave it to the ministry; a patchwork must end.
        opposite: local
      local:
        meaning: Those on the spot should decide, each place for itself.
        signs: Home rule; let the towns decide; they know best; not from the capital.
        opposite: central
      none:
        meaning: Nothing of this is said.
        signs: Reports and facts; a town or a ministry that is merely named.

    # What says nothing of the question.
    rest: none

    # Kinds of a stance. Leave them out, or add your own.
    strains:
      uniformity: { of: central, meaning: "Because all should have the same." }
      expertise: { of: central, meaning: "Because knowledge sits in the centre." }

    # How doubtful cases are decided; coders and language models are told these.
    rules:
      - Judge what the words ask for, not what they describe.
      - "Between a stance and none: none."

    # What cues must weigh; see the lexicon.
    thresholds: { passage: 0.9, quotation: 0.9, margin: 0.3 }

    lexicon:
      en: \(name)-en.yaml

    """
  }

  private static func lexicon(_ name: String) -> String {
    """
    # Cues for the codebook “\(name)” in English. (a|b) is either, [c] may be missing, _ is any one word, a word in capitals is
    # a class. Weights: 0.5 a hint, 1 a sign, 2 a clear sign.
    classes:
      PLACE: [town, towns, city, cities, village, villages, county, counties, region, regions, parish, parishes, municipality,
        municipalities, communities]
      CENTRE: [ministry, government, capital, state, parliament, centre]

    groups:
      - name: one for all
        toward: central
        strain: uniformity
        entries:
          - id: same-for-all
            weight: 1.5
            phrases:
              - the same (rule|rules|standard|standards) for [the] (all|everybody|whole country)
              - national (standard|standards|rule|rules)
              - one law for the [whole] country
          - id: end-the-patchwork
            weight: 1
            phrases:
              - (end|ends) the patchwork

      - name: knowledge of the centre
        toward: central
        strain: expertise
        entries:
          - id: leave-it-to-them
            weight: 1.5
            phrases:
              - (leave|leaves|left) [it] to the CENTRE
              - CENTRE (knows|know) best

      - name: those on the spot
        toward: local
        entries:
          - id: place-decides
            weight: 1.5
            phrases:
              - let [the] PLACE decide
              - PLACE (should|must|shall|can) decide [for] [themselves|itself]
              - PLACE (knows|know) best
          - id: home-rule
            weight: 1
            phrases:
              - home rule
              - not from the capital

    """
  }

  private static func pipeline(_ name: String) -> String {
    """
    # Texts judged by the codebook beside this file. “\(ToolName.current) test pipeline.yaml” holds it to the examples below.
    twosouls: 1
    title: Who should decide
    codebook: ./\(name).yaml
    stages:
      - read.tei
      - read.text
      - segment.paragraphs
      - quotations.marks
      - speakers.rules
      - stance.cues
      - report.csv
      - report.html
      - report.comparison
    # For each label a text that has it, one that only looks as if it had, and what says nothing.
    examples:
      - text: 'We need national standards, and the same rules for all, from the coast to the hills.'
        expect: { passages: 1, stance: central, strain: uniformity }
      - text: 'Ada Fenwright said: “Let the towns decide, for the towns know best what they can pay.”'
        expect: { quotations: 1, speaker: Ada Fenwright, stance: local }
      - text: 'The ministry sent its figures to the towns in March.'
        expect: { stance: none }

    """
  }

  private static func readme(_ name: String) -> String {
    """
    # \(name)

    A codebook with its words and a pipeline that uses it.

        \(ToolName.current) check pipeline.yaml
        \(ToolName.current) test pipeline.yaml
        \(ToolName.current) run -p pipeline.yaml -o out FOLDER

    1. Write your question, labels and meanings into `\(name).yaml`, your words into `\(name)-en.yaml` (another language is another
       file under `lexicon:`), and for each label some examples into `pipeline.yaml`.
    2. Draw a sample, code it by hand and see how often the words are right:

           \(ToolName.current) sample out --n 200 --codebook \(name).yaml -o sheet.csv
           \(ToolName.current) compare out --codebook \(name).yaml --gold sheet.csv

    3. With some hundreds of labelled items, a line each such as
       `{"unit": "passage", "work": "…", "text": "…", "stance": "local"}`, train a model:

           \(ToolName.current) train stance.model --codebook \(name).yaml items.jsonl -o \(name).model

       and put `stance.model: { model: \(name).model }` in the place of `stance.cues`. What the change changes:

           \(ToolName.current) diff pipeline.yaml with-model.yaml FOLDER

    """
  }
}
