import Codebook
import Standoff

/// The JSON Schema of a line of `results.jsonl`.
///
/// The layers that ship are described field by field; a layer of somebody else's stage must only be annotations.
let resultsSchema = #"""
  {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "title": "A document of TwoSouls: one line of results.jsonl",
    "type": "object",
    "required": ["twosouls", "run", "document", "layers", "diagnostics"],
    "additionalProperties": false,
    "properties": {
      "twosouls": { "const": 1, "description": "The version of this form." },
      "run": { "type": "string", "description": "The hash of everything that made the labels." },
      "document": {
        "type": "object",
        "required": ["id", "source", "sha256", "format", "encoding", "title", "author", "date", "language", "metadata", "length"],
        "additionalProperties": false,
        "properties": {
          "id": { "type": "string", "minLength": 1 },
          "source": { "type": "string", "description": "The file, relative to the input given." },
          "sha256": { "type": "string", "pattern": "^([0-9a-f]{64})?$", "description": "Of the original, decompressed bytes." },
          "format": { "type": "string" },
          "encoding": { "type": "string" },
          "title": { "type": ["string", "null"] },
          "author": { "type": ["string", "null"] },
          "date": { "type": ["string", "null"] },
          "language": { "type": ["string", "null"], "description": "A BCP 47 tag." },
          "metadata": { "type": "object", "additionalProperties": { "type": "string" } },
          "length": { "$ref": "#/$defs/offset", "description": "Unicode scalar values of the text." }
        }
      },
      "text": { "type": "string" },
      "map": {
        "type": "array",
        "description": "Runs of text start, source start, text length, source length, in bytes; a fifth number (0 replaced, 2 two bytes a letter) where equal lengths do not mean equal bytes.",
        "items": { "type": "array", "minItems": 4, "maxItems": 5, "items": { "$ref": "#/$defs/offset" } }
      },
      "layers": {
        "type": "object",
        "properties": {
          "block": { "type": "array", "items": { "$ref": "#/$defs/block" } },
          "division": { "type": "array", "items": { "$ref": "#/$defs/division" } },
          "milestone": { "type": "array", "items": { "$ref": "#/$defs/milestone" } },
          "turn": { "type": "array", "items": { "$ref": "#/$defs/turn" } },
          "stated": { "type": "array", "items": { "$ref": "#/$defs/stated" } },
          "person": { "type": "array", "items": { "$ref": "#/$defs/person" } },
          "category": { "type": "array", "items": { "$ref": "#/$defs/category" } },
          "sentence": { "type": "array", "items": { "$ref": "#/$defs/sentence" } },
          "passage": { "type": "array", "items": { "$ref": "#/$defs/passage" } },
          "quotation": { "type": "array", "items": { "$ref": "#/$defs/quotation" } },
          "speaker": { "type": "array", "items": { "$ref": "#/$defs/speaker" } },
          "cue": { "type": "array", "items": { "$ref": "#/$defs/cue" } },
          "judgment": { "type": "array", "items": { "$ref": "#/$defs/judgment" } },
          "attitude": { "type": "array", "items": { "$ref": "#/$defs/attitude" } }
        },
        "additionalProperties": { "type": "array", "items": { "$ref": "#/$defs/annotation" } }
      },
      "diagnostics": { "type": "array", "items": { "$ref": "#/$defs/diagnostic" } }
    },
    "$defs": {
      "offset": { "type": "integer", "minimum": 0 },
      "span": { "type": "array", "minItems": 2, "maxItems": 2, "items": { "$ref": "#/$defs/offset" } },
      "score": { "type": "number", "minimum": 0, "maximum": 1 },
      "id": { "type": "string", "minLength": 1 },
      "annotation": { "type": "object", "required": ["id"], "properties": { "id": { "$ref": "#/$defs/id" } } },
      "onText": {
        "type": "object",
        "required": ["id", "start", "end", "source"],
        "properties": {
          "id": { "$ref": "#/$defs/id" },
          "start": { "$ref": "#/$defs/offset", "description": "Unicode scalar values of the text, half-open." },
          "end": { "$ref": "#/$defs/offset" },
          "source": { "$ref": "#/$defs/span", "description": "Bytes of the original, decompressed file." }
        }
      },
      "onAnnotation": {
        "type": "object",
        "required": ["id", "on"],
        "properties": { "id": { "$ref": "#/$defs/id" }, "on": { "$ref": "#/$defs/id" } }
      },
      "block": {
        "allOf": [{ "$ref": "#/$defs/onText" }],
        "unevaluatedProperties": false,
        "required": ["kind"],
        "properties": {
          "kind": { "enum": ["paragraph", "heading", "item", "verse", "quotation", "note", "stage", "speaker", "contents", "other"] },
          "page": { "type": "string" },
          "xml": { "type": "string", "description": "The xml:id of its element." },
          "n": { "type": "string" },
          "at": { "$ref": "#/$defs/span", "description": "Where the text refers to this note." }
        }
      },
      "division": {
        "allOf": [{ "$ref": "#/$defs/onText" }],
        "unevaluatedProperties": false,
        "required": ["level"],
        "properties": {
          "type": { "type": "string" }, "n": { "type": "string" }, "head": { "type": "string" },
          "level": { "type": "integer", "minimum": 1 }
        }
      },
      "milestone": {
        "allOf": [{ "$ref": "#/$defs/onText" }],
        "unevaluatedProperties": false,
        "required": ["unit"],
        "properties": { "unit": { "type": "string" }, "n": { "type": "string" } }
      },
      "turn": {
        "allOf": [{ "$ref": "#/$defs/onText" }],
        "unevaluatedProperties": false,
        "properties": { "who": { "type": "string" }, "name": { "type": "string" } }
      },
      "stated": {
        "allOf": [{ "$ref": "#/$defs/onText" }],
        "unevaluatedProperties": false,
        "required": ["element", "block"],
        "properties": {
          "element": { "type": "string" }, "who": { "type": "string" }, "name": { "type": "string" },
          "type": { "type": "string" }, "direct": { "type": "boolean" }, "aloud": { "type": "boolean" },
          "block": { "type": "boolean" }
        }
      },
      "person": {
        "type": "object",
        "additionalProperties": false,
        "required": ["id", "name"],
        "properties": {
          "id": { "$ref": "#/$defs/id" }, "xml": { "type": "string" }, "name": { "type": "string" },
          "sex": { "type": "string" }, "affiliation": { "type": "string" }
        }
      },
      "category": {
        "type": "object",
        "additionalProperties": false,
        "required": ["id", "description"],
        "properties": {
          "id": { "$ref": "#/$defs/id" }, "xml": { "type": "string" }, "taxonomy": { "type": "string" },
          "description": { "type": "string" }
        }
      },
      "sentence": { "allOf": [{ "$ref": "#/$defs/onText" }], "unevaluatedProperties": false },
      "passage": {
        "allOf": [{ "$ref": "#/$defs/onText" }],
        "unevaluatedProperties": false,
        "required": ["number"],
        "properties": {
          "block": { "$ref": "#/$defs/id" }, "number": { "type": "integer", "minimum": 1 }, "note": { "const": true },
          "words": { "$ref": "#/$defs/offset", "description": "Stretches between white space." }
        }
      },
      "quotation": {
        "allOf": [{ "$ref": "#/$defs/onText" }],
        "unevaluatedProperties": false,
        "required": ["kind", "marks", "level", "score", "rule"],
        "properties": {
          "kind": { "enum": ["speech", "term", "title"] }, "marks": { "type": "string" },
          "level": { "$ref": "#/$defs/offset" }, "score": { "$ref": "#/$defs/score" }, "rule": { "type": "string" }
        }
      },
      "speaker": {
        "allOf": [{ "$ref": "#/$defs/onAnnotation" }],
        "unevaluatedProperties": false,
        "required": ["name", "rule", "score"],
        "properties": {
          "name": { "type": "string", "minLength": 1 },
          "entity": { "type": "string", "description": "One name for all names of the same speaker." },
          "ref": { "type": "string", "description": "An element of the source or an authority's record." },
          "mention": { "$ref": "#/$defs/span" }, "rule": { "type": "string" }, "score": { "$ref": "#/$defs/score" }
        }
      },
      "cue": {
        "allOf": [{ "$ref": "#/$defs/onText" }],
        "unevaluatedProperties": false,
        "required": ["entry", "toward", "weight", "scope"],
        "properties": {
          "entry": { "type": "string" }, "toward": { "type": "string" }, "weight": { "type": "number" },
          "strain": { "type": "string" }, "negated": { "const": true }, "scope": { "$ref": "#/$defs/span" }
        }
      },
      "judgment": {
        "allOf": [{ "$ref": "#/$defs/onAnnotation" }],
        "unevaluatedProperties": false,
        "required": ["stance", "scores", "strain", "by", "evidence"],
        "properties": {
          "stance": { "type": "string" },
          "scores": { "type": "object", "additionalProperties": { "$ref": "#/$defs/score" } },
          "strain": { "type": "string", "description": "- where none fits." },
          "by": { "type": "string" }, "reason": { "type": "string" },
          "evidence": {
            "type": "array",
            "items": {
              "type": "object",
              "additionalProperties": false,
              "required": ["start", "end", "weight", "toward"],
              "properties": {
                "start": { "$ref": "#/$defs/offset" }, "end": { "$ref": "#/$defs/offset" },
                "weight": { "type": "number" }, "toward": { "type": "string" }, "entry": { "type": "string" },
                "negated": { "const": true }
              }
            }
          }
        }
      },
      "attitude": {
        "allOf": [{ "$ref": "#/$defs/onAnnotation" }],
        "unevaluatedProperties": false,
        "required": ["attitude", "side", "score", "by", "evidence"],
        "properties": {
          "attitude": { "enum": ["endorses", "rejects", "reports"] }, "side": { "type": "string" },
          "score": { "$ref": "#/$defs/score" }, "by": { "type": "string" },
          "evidence": {
            "type": "array",
            "items": {
              "type": "object",
              "additionalProperties": false,
              "required": ["start", "end", "weight", "toward", "entry"],
              "properties": {
                "start": { "$ref": "#/$defs/offset" }, "end": { "$ref": "#/$defs/offset" },
                "weight": { "type": "number" }, "toward": { "enum": ["endorses", "rejects", "reports"] },
                "entry": { "type": "string" }
              }
            }
          }
        }
      },
      "diagnostic": {
        "type": "object",
        "additionalProperties": false,
        "required": ["severity", "code", "message"],
        "properties": {
          "severity": { "enum": ["note", "warning", "error"] }, "code": { "type": "string" },
          "message": { "type": "string" }, "source": { "$ref": "#/$defs/span" }
        }
      }
    }
  }
  """#

/// The same for results of one codebook: other labels than its own are not allowed.
func resultsSchema(of codebook: Codebook) -> String {
  func allowed(_ labels: [String]) -> String {
    "{ \"enum\": \(JSONValue.array(labels.map(JSONValue.string)).text) }"
  }
  let stances = allowed(codebook.stances.map(\.name.rawValue))
  let strains = allowed(["-"] + codebook.strains.map(\.name.rawValue))
  let sides = allowed(codebook.sides?.all.map(\.rawValue) ?? [Side.neither.rawValue])
  let kinds = [
    (#""stance": { "type": "string" }"#, #""stance": "# + stances),
    (#""toward": { "type": "string" }"#, #""toward": "# + stances),
    (#""strain": { "type": "string", "description": "- where none fits." }"#, #""strain": "# + strains),
    (#""side": { "type": "string" }"#, #""side": "# + sides),
  ]
  return kinds.reduce(resultsSchema) { $0.replacing($1.0, with: $1.1) }
}
