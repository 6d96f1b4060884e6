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
      ])
  ]
)
