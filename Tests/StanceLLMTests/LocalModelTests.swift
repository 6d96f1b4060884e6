import Codebook
import Foundation
import Glibc
import PluginAPI
import Standoff
import Testing

@testable import StanceLLM

/// A real model on this machine: llama-cpp-python's server with the GGUF file that `TWOSOULS_GGUF` names.
enum LocalModel {
  private static let environment = ProcessInfo.processInfo.environment
  static let file = environment["TWOSOULS_GGUF"]
  private static let python = environment["TWOSOULS_PYTHON"] ?? "python3"

  static let isThere: Bool = {
    guard let file, FileManager.default.fileExists(atPath: file) else { return false }
    return (try? run(["-c", "import llama_cpp.server"]).waited()) == 0
  }()

  static func serve(port: UInt16) throws -> Process {
    try run(["-m", "llama_cpp.server", "--model", file ?? "", "--port", "\(port)", "--n_ctx", "4096"])
  }

  private static func run(_ arguments: [String]) throws -> Process {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = [python] + arguments
    (process.standardOutput, process.standardError) = (FileHandle.nullDevice, FileHandle.nullDevice)
    try process.run()
    return process
  }
}

extension Process {
  fileprivate func waited() -> Int32 {
    waitUntilExit()
    return terminationStatus
  }
}

@Suite struct LocalModelTests {
  @Test(
    .enabled(
      if: LocalModel.isThere,
      "without “pip install llama-cpp-python[server]” and a GGUF file that TWOSOULS_GGUF names, no real model is asked"),
    .timeLimit(.minutes(10)))
  func a_real_model_answers() async throws {
    let port = try closedPort()
    let process = try LocalModel.serve(port: port)
    // A server that is busy heeds nothing gentler.
    defer { kill(process.processIdentifier, SIGKILL) }
    var settings = Asking.settings("http://127.0.0.1:\(port)/v1")
    (settings.form, settings.timeout, settings.attempts, settings.answerTokens) = (.grammar, 500, 12, 120)
    (settings.firstWait, settings.longestWait, settings.leastWords) = (1, 5, 1)
    let document = try Asking.document(Asking.text)
    let heard = try await Asking.ask(Asking.stage(settings), document)
    // The smallest models write no label now and then; that request and answer are understood on both sides is what is
    // tested, so an answer that cannot be used will do.
    let said = heard.diagnostics.joined(separator: "; ")
    #expect(heard.judgments.count == 1 || said.contains("the model's answer cannot be used"), "\(said)")
    #expect(heard.judgments.allSatisfy { $0.by.contains("at 127.0.0.1:\(port)") })
  }
}
