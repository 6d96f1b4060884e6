import Standoff

/// Stages that work at once: they mark the words of a list.
enum StageTemplates {
  static func python(_ stage: StageName) -> [StarterFile] {
    [
      StarterFile("plugin.yaml", manifest(stage, command: "[python3, stage.py]")),
      StarterFile(
        "stage.py",
        #"""
        import json, re, sys

        settings = json.loads(sys.stdin.readline())["settings"]
        print(json.dumps({"twosouls": 1}))
        words = "|".join(map(re.escape, settings["words"])) or "(?!)"
        words = re.compile(rf"\b(?:{words})\b", re.IGNORECASE)

        for line in sys.stdin:
            document = json.loads(line)
            hits = [{"start": hit.start(), "end": hit.end(), "word": hit.group().lower()}
                    for hit in words.finditer(document["text"])]
            print(json.dumps({"id": document["id"], "layers": {"LAYER": hits}}))

        """#.replacing("LAYER", with: stage.layer)),
      StarterFile("example.yaml", example(stage)),
      StarterFile("README.md", readme(stage)),
    ]
  }

  static func r(_ stage: StageName) -> [StarterFile] {
    [
      StarterFile("plugin.yaml", manifest(stage, command: "[Rscript, --vanilla, stage.R]")),
      StarterFile(
        "stage.R",
        #"""
        library(jsonlite)

        input <- file("stdin", "r", encoding = "UTF-8")
        say <- function(value) { cat(toJSON(value, auto_unbox = TRUE), "\n", sep = ""); flush(stdout()) }

        settings <- fromJSON(readLines(input, 1))$settings
        say(list(twosouls = 1))
        words <- if (length(settings$words) > 0) paste(settings$words, collapse = "|") else "(?!)"
        words <- paste0("(?i)\\b(?:", words, ")\\b")

        while (length(line <- readLines(input, 1)) == 1) {
          document <- fromJSON(line, simplifyVector = FALSE)
          found <- gregexpr(words, document$text, perl = TRUE)[[1]]
          hits <- list()
          if (found[1] > 0) {
            hits <- lapply(seq_along(found), function(i) {
              end <- found[i] + attr(found, "match.length")[i] - 1
              list(start = found[i] - 1, end = end, word = tolower(substr(document$text, found[i], end)))
            })
          }
          say(list(id = document$id, layers = list(`LAYER` = hits)))
        }

        """#.replacing("LAYER", with: stage.layer)),
      StarterFile("example.yaml", example(stage)),
      StarterFile("README.md", readme(stage)),
    ]
  }

  private static func manifest(_ stage: StageName, command: String) -> String {
    """
    name: \(stage.name)
    summary: Marks the words of a list.
    kind: stage
    command: \(command)
    provides: [\(stage.layer)]
    settings:
      words: { description: The words that are marked., type: list, default: [people, state] }

    """
  }

  private static func example(_ stage: StageName) -> String {
    """
    # What the stage is expected to say; “\(ToolName.current) plugin test .” runs it.
    twosouls: 1
    stages:
      - read.text
      - segment.paragraphs
      - \(stage.name): { words: [people] }
      - report.csv
    examples:
      - text: 'The people, and only the people. — Peoples are another word.'
        expect: { layers: { \(stage.layer): 2 } }

    """
  }

  private static func readme(_ stage: StageName) -> String {
    """
    # \(stage.name)

    Marks the words of a list, in the layer `\(stage.layer)`.

        \(ToolName.current) plugin test .
        \(ToolName.current) run --allow-exec -p example.yaml -o out FILES

    After a run, `out/annotations.csv` has a row for each annotation. The program reads one JSON object a line and answers with one: first its settings, then each document.

    """
  }
}

extension StageTemplates {
  static func swift(_ stage: StageName) -> [StarterFile] {
    [
      StarterFile(
        "Package.swift",
        """
        // swift-tools-version: 6.2
        import PackageDescription

        // The path leads to a copy of TwoSouls.
        let twoSouls = "TwoSouls"

        let package = Package(
          name: "\(stage.type)",
          dependencies: [.package(name: twoSouls, path: "../TwoSouls")],
          targets: [
            .target(
              name: "\(stage.type)Plugin",
              dependencies: [
                .product(name: "TwoSouls", package: twoSouls),
              ]),
            .executableTarget(
              name: "my-twosouls",
              dependencies: ["\(stage.type)Plugin", .product(name: "TwoSouls", package: twoSouls)]),
            .testTarget(
              name: "\(stage.type)Tests",
              dependencies: [
                "\(stage.type)Plugin", .product(name: "PluginTesting", package: twoSouls),
                .product(name: "TwoSouls", package: twoSouls),
              ]),
          ]
        )

        """),
      StarterFile("Sources/\(stage.type)Plugin/\(stage.type).swift", source(stage)),
      StarterFile(
        "Sources/my-twosouls/Main.swift",
        """
        import \(stage.type)Plugin
        import TwoSoulsTool

        /// The whole tool, with a stage more.
        @main
        struct Main {
          static func main() async { await Tool.main(adding: [\(stage.type)Plugin.self]) }
        }

        """),
      StarterFile(
        "Tests/\(stage.type)Tests/\(stage.type)Tests.swift",
        """
        import \(stage.type)Plugin
        import PluginAPI
        import PluginTesting
        import Standoff
        import Testing

        @Test func keepsTheContract() async {
          #expect(await Conformance.findings(\(stage.type)(.init(), .bare)).isEmpty)
        }

        @Test func marksWords() throws {
          let document = Document("The people, and only the people.")
          let stage = \(stage.type)(.init(), .bare)
          let answer = try document.adding(stage.annotate(document, Diagnostics()))
          #expect(try answer[Mark.self].map { answer.text[$0.span] } == ["people", "people"])
        }

        """),
      StarterFile(
        "README.md",
        """
        # \(stage.name)

        Marks the words of a list, in the layer `\(stage.layer)`. `Package.swift` says where TwoSouls is.

            swift test
            swift run my-twosouls stages \(stage.name)

        """),
    ]
  }

  private static func source(_ stage: StageName) -> String {
    """
    public import PluginAPI
    public import Standoff

    /// A word of the list.
    public struct Mark: Label {
      public static let layer: LayerName = "\(stage.layer)"
      public static let idPrefix = "k"
      public var word: String

      public init(word: String) { self.word = word }
      public init(from fields: FieldReader) throws { word = try fields.string("word") }
      public func write(to fields: inout FieldWriter) { fields.string("word", word) }
    }

    /// Marks the words of a list.
    public struct \(stage.type): Stage {
      public struct Settings: ComponentSettings {
        @Setting("The words that are marked.")
        public var words = ["people", "state"]
        public init() {}
      }

      public static let name = "\(stage.name)"
      public static let summary = "Marks the words of a list."
      public let requires: Set<LayerName> = []
      public let provides: Set<LayerName> = [Mark.layer]
      private let words: Set<String>

      public init(_ settings: Settings, _ context: PipelineContext) { words = Set(settings.words) }

      public func annotate(_ document: Document, _ diagnostics: Diagnostics) -> Annotations {
        var marks = Layer<Mark>()
        let bytes = document.text.utf8
        var start: Int?
        for place in 0...bytes.count {
          let isLetter = place < bytes.count && (bytes[place] | 0x20 >= 0x61 && bytes[place] | 0x20 <= 0x7A || bytes[place] > 0x7F)
          if isLetter {
            start = start ?? place
          } else if let first = start {
            let word = document.text[first..<place].lowercased()
            if words.contains(word) { marks.add(Mark(word: word), at: first..<place) }
            start = nil
          }
        }
        return Annotations(marks)
      }
    }

    public enum \(stage.type)Plugin: PluginModule {
      public static let components: [ComponentDescription] = [.stage(\(stage.type).self)]
    }

    """
  }
}
