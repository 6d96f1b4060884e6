// swift-tools-version: 6.2
import Foundation
import PackageDescription

// `Plugins/` holds the pipeline's plugins (readers, stages, reporters), one folder a target. They are ordinary library
// targets, not plugins of the Swift package manager.

/// The pipeline's plugins, and what each uses beside Standoff, Codebook, TextScanning, PluginAPI and Evaluation.
let plugins: [(name: String, uses: [Target.Dependency])] = [
  ("PlainTextReader", []),
  ("TEIReader", ["CLibXML2"]),
  ("Segmentation", []),
  ("QuotationExtraction", []),
  ("SpeakerAttribution", []),
  ("StanceCues", []),
  ("AttitudeRules", []),
  ("TableReport", []),
  ("HTMLReport", []),
]

/// The folders of a plugin that hold no Swift; the words in them travel in its `Words.generated.swift`.
func resources(of plugin: String) -> [String] {
  let folder = "Plugins/\(plugin)/Resources"
  return FileManager.default.fileExists(atPath: "\(Context.packageDirectory)/\(folder)") ? ["Resources"] : []
}

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
      targets: ["Standoff", "Codebook", "TextScanning", "PluginAPI", "PipelineEngine", "Evaluation", "TwoSoulsTool"]),
    .library(name: "TwoSoulsPlugins", targets: plugins.map(\.name)),
    .library(name: "PluginTesting", targets: ["PluginTesting"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.0"),
  ],
  targets: [
    module("Standoff"),
    module("Codebook", ["Standoff"]),
    module("TextScanning"),
    module("PluginAPI", ["Standoff"]),
    module("PipelineEngine", ["Standoff", "PluginAPI", "Yams", "CZlib", "CCrypto"]),
    module("Evaluation", ["Standoff", "Codebook"]),
    module("PluginTesting", ["Standoff", "PluginAPI"]),
    module(
      "TwoSoulsTool",
      [
        "Standoff", "Codebook", "TextScanning", "PluginAPI", "PipelineEngine", "Evaluation",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ] + plugins.map { .byName(name: $0.name) }),
    .executableTarget(name: "twosouls", dependencies: ["TwoSoulsTool"], swiftSettings: features),
    .executableTarget(name: "WordCompiler", dependencies: ["Yams"], swiftSettings: features),
    .systemLibrary(name: "CLibXML2", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"])]),
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
    .systemLibrary(name: "CCrypto", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),
    .target(name: "TestSupport", path: "Tests/TestSupport", swiftSettings: features),
    .testTarget(name: "HouseTests", dependencies: ["TestSupport"], swiftSettings: features),
    .testTarget(
      name: "CommandTests", dependencies: ["TestSupport", "twosouls"], exclude: ["Transcripts"],
      swiftSettings: features),
    .testTarget(name: "PipelineTests", dependencies: ["TestSupport", "TwoSoulsTool"], swiftSettings: features),
    tests("Standoff", ["PluginTesting"]),
    tests("TextScanning", ["PluginTesting"]),
    tests("PluginAPI", ["PluginTesting"]),
    tests("PipelineEngine", ["PluginTesting"]),
    tests("Evaluation", ["PluginTesting"]),
  ]
    + plugins.map { plugin in
      .target(
        name: plugin.name,
        dependencies: ["Standoff", "Codebook", "TextScanning", "PluginAPI", "Evaluation"] + plugin.uses,
        path: "Plugins/\(plugin.name)", exclude: resources(of: plugin.name), swiftSettings: features)
    }
    + plugins.map { plugin in
      tests(plugin.name, ["Standoff", "Codebook", "TextScanning", "PluginAPI", "PluginTesting", "Evaluation"])
    }
)
