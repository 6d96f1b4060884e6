// swift-tools-version: 6.2
import PackageDescription

// The path leads to a copy of TwoSouls, whose folder may have any name.
let package = Package(
  name: "KeywordFinding",
  dependencies: [.package(name: "TwoSouls", path: "../../..")],
  targets: [
    .target(name: "KeywordFinding", dependencies: [.product(name: "TwoSouls", package: "TwoSouls")]),
    .executableTarget(name: "my-twosouls", dependencies: ["KeywordFinding"]),
    .executableTarget(name: "keywords-program", dependencies: ["KeywordFinding"]),
    .testTarget(
      name: "KeywordFindingTests",
      dependencies: ["KeywordFinding", .product(name: "PluginTesting", package: "TwoSouls")]),
  ]
)
