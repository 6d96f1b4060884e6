// swift-tools-version: 6.2
import PackageDescription

// `Plugins/` holds the pipeline's plugins (readers, stages, reporters), one folder a target. They are ordinary library
// targets, not plugins of the Swift package manager.

/// A folder of `Plugins/`.
struct Plugin {
  let name: String
  /// What it uses beside Standoff, Codebook, TextScanning, PluginAPI, Languages and Evaluation.
  var uses: [Target.Dependency] = []
  /// Whether it has words in `Resources/`; they travel in its `Words.generated.swift`.
  var hasWords = false
}

let plugins = [
  Plugin(name: "AttitudeRules", uses: ["StanceLexicon"], hasWords: true),
  Plugin(name: "ComparisonReport"),
  Plugin(name: "HTMLReport", hasWords: true),
  Plugin(name: "PlainTextReader", hasWords: true),
  Plugin(name: "QuotationExtraction"),
  Plugin(name: "Segmentation"),
  Plugin(name: "SpeakerAttribution", hasWords: true),
  Plugin(name: "StanceCues", uses: ["StanceLexicon"], hasWords: true),
  Plugin(name: "StanceLLM", uses: ["StanceLexicon", "CLibCurl", "CCrypto"], hasWords: true),
  Plugin(name: "StanceModel", uses: ["StanceLexicon", "LinearModels", "CStanceModel"], hasWords: true),
  Plugin(name: "TableReport"),
  Plugin(name: "TEIReader", uses: ["CLibXML2"], hasWords: true),
]

let features: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

func module(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
  .target(name: name, dependencies: dependencies, swiftSettings: features)
}

func tests(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
  .testTarget(name: "\(name)Tests", dependencies: [.byName(name: name)] + dependencies, swiftSettings: features)
}

let package = Package(
  name: "TwoSouls",
  products: [
    .executable(name: "twosouls", targets: ["twosouls"]),
    .library(
      name: "TwoSouls",
      targets: [
        "Standoff", "Codebook", "TextScanning", "PluginAPI", "Languages", "StanceLexicon", "PipelineEngine",
        "ExternalPlugins", "Evaluation", "TwoSoulsTool",
      ]),
    .library(name: "TwoSoulsPlugins", targets: plugins.map(\.name)),
    .library(name: "PluginTesting", targets: ["PluginTesting"]),
    // What a plugin that is a program of its own needs: `serve()`.
    .library(name: "ExternalPlugins", targets: ["ExternalPlugins", "PluginAPI", "Standoff"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.0"),
  ],
  targets: [
    module("Standoff"),
    .target(
      name: "Codebook", dependencies: ["Standoff", "PluginAPI"], exclude: ["Resources"], swiftSettings: features),
    module("TextScanning"),
    module("PluginAPI", ["Standoff"]),
    .target(
      name: "Languages", dependencies: ["Standoff", "TextScanning", "PluginAPI"], exclude: ["Resources"],
      swiftSettings: features),
    .target(
      name: "StanceLexicon", dependencies: ["Standoff", "Codebook", "TextScanning", "PluginAPI"],
      exclude: ["Resources"], swiftSettings: features),
    module("PipelineEngine", ["Standoff", "PluginAPI", "Yams", "CZlib", "CCrypto"]),
    module("ExternalPlugins", ["Standoff", "PluginAPI", "CProcess"]),
    .target(name: "CProcess"),
    module("Evaluation", ["Standoff", "Codebook"]),
    module("PluginTesting", ["Standoff", "PluginAPI"]),
    module(
      "TwoSoulsTool",
      [
        "Standoff", "Codebook", "TextScanning", "PluginAPI", "Languages", "StanceLexicon", "PipelineEngine",
        "ExternalPlugins", "Evaluation", "PluginTesting", "CTrainingText",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ] + plugins.map { .byName(name: $0.name) }),
    .executableTarget(name: "twosouls", dependencies: ["TwoSoulsTool"], swiftSettings: features),
    .executableTarget(name: "WordCompiler", dependencies: ["Yams"], swiftSettings: features),
    .target(name: "LinearModels", dependencies: ["CLibLinear"], swiftSettings: features),
    // The model that ships, as bytes; C can take a file in, Swift cannot in reasonable time.
    .target(name: "CStanceModel", exclude: ["attitude.model", "stance.model"]),
    // The project's own training text, for `explain` to find what is like a passage.
    .target(name: "CTrainingText"),
    // Opened when something is trained; its header alone is needed to build.
    .systemLibrary(name: "CLibLinear", providers: [.apt(["liblinear-dev"])]),
    // Opened when a language model is asked; no header is needed to build.
    .target(name: "CLibCurl"),
    .systemLibrary(name: "CLibXML2", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"])]),
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
    .systemLibrary(name: "CCrypto", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),
    .target(
      name: "TestSupport", dependencies: ["Standoff", "Codebook", "PluginAPI", "PluginTesting"],
      path: "Tests/TestSupport", swiftSettings: features),
    .testTarget(name: "HouseTests", dependencies: ["TestSupport"], swiftSettings: features),
    .testTarget(
      name: "CommandTests", dependencies: ["TestSupport", "twosouls"], exclude: ["Transcripts"],
      swiftSettings: features),
    .testTarget(name: "ExampleTests", dependencies: ["TestSupport", "twosouls"], swiftSettings: features),
    .testTarget(
      name: "PipelineTests",
      dependencies: [
        "TestSupport", "PluginTesting", "Standoff", "Codebook", "PluginAPI", "Languages", "PipelineEngine",
        "TwoSoulsTool", "twosouls",
      ], swiftSettings: features),
    tests("Standoff", ["PluginTesting"]),
    tests("TextScanning", ["PluginTesting"]),
    tests("PluginAPI", ["PluginTesting"]),
    tests("Languages", ["PluginTesting"]),
    tests("LinearModels"),
    tests("Codebook", ["PluginAPI", "PipelineEngine", "TestSupport"]),
    tests("StanceLexicon", ["PluginTesting", "PluginAPI", "TextScanning", "Codebook"]),
    tests("PipelineEngine", ["PluginTesting"]),
    tests("Evaluation", ["PluginTesting"]),
    tests("ExternalPlugins", ["Standoff", "PluginAPI", "PluginTesting"]),
  ]
    + plugins.map { plugin in
      .target(
        name: plugin.name,
        dependencies: ["Standoff", "Codebook", "TextScanning", "PluginAPI", "Languages", "Evaluation"] + plugin.uses,
        path: "Plugins/\(plugin.name)", exclude: plugin.hasWords ? ["Resources"] : [], swiftSettings: features)
    }
    + plugins.map { plugin in
      tests(
        plugin.name,
        [
          "Standoff", "Codebook", "TextScanning", "PluginAPI", "PluginTesting", "StanceLexicon", "Evaluation",
          "TestSupport", "PipelineEngine",
        ])
    }
)
