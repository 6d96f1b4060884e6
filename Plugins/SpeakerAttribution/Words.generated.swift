// swift-format-ignore-file
// Made from Resources/ by `make resources`. Edit those.

import PluginAPI

extension WordFile {
  static let all: [WordFile] = [.scores]
  static let scores = WordFile(
    "scores.yaml",
    json: ##"{"cue.verb.after":[184,233],"conversation":[119,183],"cue.verb.after+pronoun":[82,114],"cue.verb.before":[73,89],"interrupted":[61,86],"cue.verb.before+pronoun":[36,44],"interrupted+pronoun":[20,28],"continuation":[8,25],"paragraph":[10,16],"beat":[7,10],"cue.source":[6,8],"flow":[5,8],"topic":[3,8],"repeats":[6,7],"nested":[3,6],"sentence-before":[4,5],"cue.colon":[3,4],"sentence-before+pronoun":[4,4],"resumes":[2,3],"cue.possessive":[3,3],"subject":[2,3],"cue.words-of":[3,3],"cue.colon+pronoun":[2,2],"cue.work":[1,2],"cue.source+pronoun":[2,2],"cue.possessive+pronoun":[1,2],"cue.copula":[1,1],"cue.passive":[1,1],"cue.saying+pronoun":[1,1],"cue.as-put+pronoun":[0,1],"cue.saying":[0,1]}"##)
}
