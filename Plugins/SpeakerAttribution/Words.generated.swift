// swift-format-ignore-file
// Made from Resources/ by `make resources`. Edit those.

import PluginAPI

extension WordFile {
  static let all: [WordFile] = [.scores]
  static let scores = WordFile(
    "scores.yaml",
    json: ##"{"cue.verb.after":[185,230],"conversation":[114,176],"cue.verb.after+pronoun":[81,113],"cue.verb.before":[75,93],"interrupted":[62,85],"cue.verb.before+pronoun":[38,46],"interrupted+pronoun":[19,29],"continuation":[9,22],"paragraph":[12,17],"beat":[8,10],"flow":[4,8],"repeats":[7,7],"topic":[4,7],"cue.source":[4,6],"nested":[3,6],"cue.colon":[4,5],"sentence-before":[4,5],"cue.words-of":[3,4],"cue.work":[2,4],"resumes":[3,4],"sentence-before+pronoun":[4,4],"cue.colon+pronoun":[2,2],"cue.passive":[2,2],"cue.possessive":[2,2],"cue.possessive+pronoun":[1,2],"cue.saying":[0,2],"cue.source+pronoun":[2,2],"subject":[1,2],"cue.as-put+pronoun":[0,1],"cue.copula":[1,1],"cue.saying+pronoun":[1,1]}"##)
}
