import Foundation
import PipelineEngine
import PluginAPI
import Standoff
import TestSupport
import TwoSoulsTool

/// A pipeline that ships, ready to take files.
struct ShippedPipeline {
  let pipeline: Pipeline
  private let worker: Worker

  init(_ name: String = "default") throws {
    let text = try Repository.text("Pipelines/\(name).yaml")
    pipeline = try Pipeline(
      PipelineFile(parsing: text, path: "Pipelines/\(name).yaml"), registry: try Tool.registry(), context: .bare)
    worker = Worker(pipeline, run: "test")
  }

  /// What the default pipeline makes of every fixture, for all that is held against it.
  static let fixtures = Task { try await ShippedPipeline().read([Repository.root.path + "/Fixtures/texts"]) }

  /// The same of the real texts; nothing where they are not there.
  static let realTexts = Task {
    guard let data = Repository.data else { return [(Document, [UInt8])]() }
    return try await ShippedPipeline().read(["plain", "tei"].map { data.appending(path: $0).path }).documents
  }

  /// Every document of the inputs, in order, with the bytes it was read from, and what could not be read.
  func read(_ arguments: [String]) async throws -> (documents: [(Document, [UInt8])], failures: [Failure]) {
    var documents: [(Document, [UInt8])] = []
    var failures: [Failure] = []
    for input in try Inputs.find(arguments) {
      let file = try input.open()
      for result in await worker.documents(of: file) {
        switch result {
        case .failure(let failure): failures.append(failure)
        case .success(let document):
          let isFile = document.origin.path == file.path
          documents.append((document, isFile ? file.bytes : try Self.bytes(of: document, beside: input)))
        }
      }
    }
    return (documents, failures)
  }

  /// A document that another file included has its own file.
  private static func bytes(of document: Document, beside input: Input) throws -> [UInt8] {
    let folder = URL(filePath: input.path).deletingLastPathComponent()
    let base = input.id.split(separator: "/").dropLast().joined(separator: "/")
    let path = document.origin.path.hasPrefix(base) ? document.origin.path.dropFirst(base.count) : "missing"
    return Array(try Data(contentsOf: folder.appending(path: String(path.drop { $0 == "/" }))))
  }
}
