// swift-tools-version: 6.2
import PackageDescription

// A package of its own, so that nobody who builds the tool builds this too.
let package = Package(
  name: "Benchmarks",
  dependencies: [.package(name: "TwoSouls", path: "..")],
  targets: [
    .executableTarget(
      name: "Benchmarks",
      dependencies: [
        .product(name: "TwoSouls", package: "TwoSouls"), .product(name: "TwoSoulsPlugins", package: "TwoSouls"),
      ]),
    // What it costs that a stage is a program of its own.
    .executableTarget(
      name: "ExternalBenchmark", dependencies: [.product(name: "ExternalPlugins", package: "TwoSouls")]),
    // A plugin in C that does as little as a plugin can.
    .executableTarget(name: "CEcho"),
  ]
)
