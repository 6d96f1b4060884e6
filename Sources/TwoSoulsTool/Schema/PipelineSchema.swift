import Codebook
import PipelineEngine
import PluginAPI
import Standoff

/// The JSON Schema of pipeline files, made from the settings of the components that are there, for editors to complete
/// names and check values.
struct PipelineSchema {
  let json: JSONValue

  init(_ registry: Registry) {
    let text = JSONValue.object([("type", .array([.string("string"), .string("number"), .string("null")]))])
    json = .object([
      ("$schema", .string("https://json-schema.org/draft/2020-12/schema")),
      ("title", .string("A TwoSouls pipeline")), ("type", .string("object")),
      ("required", .array([.string("twosouls")])),
      ("anyOf", .array(["stages", "extends"].map { .object([("required", .array([.string($0)]))]) })),
      // What only a file can say that extends another.
      (
        "dependentRequired", .object([("remove", .array([.string("extends")]))])
      ),
      ("additionalProperties", .bool(false)),
      (
        "properties",
        .object([
          ("twosouls", .object([("const", .number("1")), ("description", .string("The version of this format."))])),
          ("title", text), ("description", text),
          (
            "extends",
            .described(
              [("type", .string("string")), ("minLength", .number("1"))],
              "A pipeline whose stages, codebook, title and description this one takes over: a path, relative to this file, or default."
            )
          ),
          (
            "codebook",
            .described(
              [("type", .string("string")), ("default", .string(Codebook.twoSouls.name))],
              "The labels: \(Codebook.builtInNames.joined(separator: ", ")), or the path of a codebook file, relative to this one."
            )
          ),
          (
            "stages",
            .described(
              [
                ("type", .array([.string("array"), .string("null")])), ("minItems", .number("1")),
                ("items", StepSchema(registry).json),
              ],
              "The chain, top to bottom: readers, stages, reporters.")
          ),
          (
            "remove",
            .described(
              [("anyOf", .array([.name, .object([("type", .string("array")), ("items", .name)])]))],
              "Components of the extended pipeline that are taken out, by their names or those of “as”.")
          ),
          (
            "examples",
            .object([("type", .array([.string("array"), .string("null")])), ("items", ExampleSchema.example)])
          ),
        ])
      ),
    ])
  }
}
