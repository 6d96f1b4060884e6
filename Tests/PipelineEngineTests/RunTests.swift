import Foundation
import PipelineEngine
import PluginAPI
import Standoff
import Testing

@Suite("A run")
struct RunTests {
  private let folder: URL

  init() throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "twosouls-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder.appending(path: "in/sub"), withIntermediateDirectories: true)
    try write("in/a.txt", "we the people\n")
    try write("in/b.txt", "they\nwe and we\n")
    try write("in/broken.txt", "we\n!\n")
    try write("in/sub/c.txt", "we fail\nwe stay\n")
    try write("in/sub/d.txt", "")
    for number in 1...6 { try write("in/z\(number).txt", String(repeating: "we ", count: number)) }
    try write("in/ignored.pdf", "we")
  }

  private func write(_ path: String, _ text: String) throws {
    try Data(text.utf8).write(to: folder.appending(path: path))
  }

  private func read(_ path: String) throws -> String {
    String(decoding: try Data(contentsOf: folder.appending(path: path)), as: UTF8.self)
  }

  private func run(
    _ stages: String = "[read.lines, find.word, report.lines]", into output: String = "out", mode: Run.Mode = .new,
    jobs: Int = 2, interruption: Run.Interruption = Run.Interruption(), stopAfter: Int = .max
  ) async throws -> Run.Summary {
    let file = try PipelineFile(parsing: "twosouls: 1\nstages: \(stages)", path: "p.yaml")
    let pipeline = try Pipeline(file, registry: Registry([TestModule.self, FileModule.self]), context: .bare)
    let id = try pipeline.hash(version: "test", codebook: [])
    let run = Run(
      pipeline, description: RunDescription(id: id, version: "test", pipeline: "p.yaml"),
      worker: Worker(pipeline, run: id, jobs: jobs), jobs: jobs)
    return try await run.execute(
      try Inputs.find([folder.path + "/in"]), into: folder.path + "/" + output, mode: mode, started: 0, clock: { 0 },
      interruption: interruption, report: { if $0.inputs >= stopAfter { interruption.request() } })
  }

  @Test("writes every document it can and says why not of the others")
  func whole() async throws {
    let summary = try await run()
    #expect(summary.progress.inputs == 11)
    #expect(summary.progress.documents == 10)
    #expect(summary.failures.map(\.source) == ["broken.txt", "sub/c.txt", "sub/d.txt"])
    #expect(summary.failures.map(\.stage) == ["read.lines", "find.word", "read.lines"])
    #expect(summary.failures.last?.message == "the file is empty")
    #expect(
      try read("out/lines.txt")
        == "a.txt 1\nb.txt#1 0\nb.txt#2 2\nsub/c.txt#2 1\nz1.txt 1\nz2.txt 2\nz3.txt 3\nz4.txt 4\nz5.txt 5\nz6.txt 6\n")
    #expect(try read("out/sub/count.txt") == "10")
    #expect(try read("out/failures.jsonl").split(separator: "\n").count == 3)
    let manifest = try JSONValue(parsing: read("out/run.json"))
    #expect(manifest["counts"]?["documents"]?.integer == 10)
    #expect(manifest["inputs"]?.array?.count == 11)
    #expect(manifest["inputs"]?.array?[0]["sha256"]?.string?.count == 64)
    #expect(!FileManager.default.fileExists(atPath: folder.path + "/out/progress.jsonl"))
  }

  @Test("gives the same bytes with one job and with many")
  func jobs() async throws {
    _ = try await run(into: "one", jobs: 1)
    _ = try await run(into: "many", jobs: 7)
    #expect(try read("one/results.jsonl") == read("many/results.jsonl"))
    #expect(try read("one/failures.jsonl") == read("many/failures.jsonl"))
    #expect(try read("one/lines.txt") == read("many/lines.txt"))
  }

  @Test("works on the documents of one file side by side, and keeps their order", arguments: [1, 2])
  func oneFile(_ jobs: Int) async throws {
    let pipeline = try Pipeline(
      PipelineFile(parsing: "twosouls: 1\nstages: [read.lines, count.crowd]", path: "p.yaml"),
      registry: Registry([TestModule.self]), context: .bare)
    let file = SourceFile(path: "c.txt", bytes: Array("one\ntwo\nthree".utf8))
    let documents = await Worker(pipeline, run: "test", jobs: jobs).documents(of: file).map {
      if case .success(let document) = $0 { document } else { Document("failed") }
    }
    #expect(documents.map(\.id) == ["c.txt#1", "c.txt#2", "c.txt#3"])
    #expect(try documents.map { try $0.layer("crowd", of: Sentence.self).count }.max() == jobs)
  }

  @Test("stopped after any input, it goes on to the same bytes", arguments: 1...4)
  func resume(_ inputs: Int) async throws {
    _ = try await run(into: "whole")
    let summary = try await run(into: "part", jobs: 1, stopAfter: inputs)
    #expect(summary.wasInterrupted)
    let rest = try await run(into: "part", mode: .resume)
    #expect(!rest.wasInterrupted)
    for path in ["results.jsonl", "failures.jsonl", "lines.txt", "sub/count.txt"] {
      #expect(try read("part/\(path)") == read("whole/\(path)"), "\(path)")
    }
  }

  @Test("killed in the middle of a line, it loses no finished document", arguments: [1, 40, 300, 5000])
  func torn(_ bytes: Int) async throws {
    _ = try await run(into: "whole")
    _ = try await run(into: "part", jobs: 1, stopAfter: 2)
    let results = try FileHandle(forWritingTo: folder.appending(path: "part/results.jsonl"))
    try results.seekToEnd()
    try results.write(contentsOf: Data(repeating: 0x7B, count: bytes))
    try results.close()
    let progress = try FileHandle(forWritingTo: folder.appending(path: "part/progress.jsonl"))
    try progress.seekToEnd()
    try progress.write(contentsOf: Data("[\"broken".utf8))
    try progress.close()
    _ = try await run(into: "part", mode: .resume)
    #expect(try read("part/results.jsonl") == read("whole/results.jsonl"))
    #expect(try read("part/lines.txt") == read("whole/lines.txt"))
  }

  @Test(
    "fails where reports that did not say so before write one file, and keeps what is finished",
    arguments: [
      ("[a.csv]", "[./a.csv]", OutputError.taken("a.csv", "“report.files”", "“report.files”")),
      ("[a.csv]", "[run.json]", .taken("run.json", "“report.files”", "the run itself")),
      ("[a.csv, a.csv]", "[b.csv]", nil),
    ])
  func oneFile(_ first: String, _ second: String, _ expected: OutputError?) async throws {
    let chain =
      "[read.lines, find.word, report.files: { paths: \(first), says: false }, report.files: { paths: \(second), says: false }]"
    guard let expected else {
      _ = try await run(chain)
      #expect(try read("out/a.csv") == "x")
      return
    }
    await #expect(throws: expected) { try await run(chain) }
    #expect(FileManager.default.fileExists(atPath: folder.path + "/out/progress.jsonl"))
    #expect(try read("out/results.jsonl").split(separator: "\n").count == 10)
  }

  @Test("never overwrites silently")
  func overwriting() async throws {
    _ = try await run()
    await #expect(throws: OutputError.exists(folder.path + "/out")) { try await run() }
    _ = try await run(mode: .replace)
    await #expect(throws: OutputError.notResumable("it is complete already")) { try await run(mode: .resume) }
  }

  @Test("killed before its manifest was written, it starts anew")
  func early() async throws {
    _ = try await run(into: "whole")
    try FileManager.default.createDirectory(at: folder.appending(path: "out"), withIntermediateDirectories: true)
    try write("out/results.jsonl", "")
    _ = try await run(mode: .resume)
    #expect(try read("out/results.jsonl") == read("whole/results.jsonl"))
  }

  @Test("after a power failure, it trusts only what the files hold")
  func short() async throws {
    _ = try await run(into: "whole")
    _ = try await run(into: "part", jobs: 1, stopAfter: 3)
    let results = try FileHandle(forWritingTo: folder.appending(path: "part/results.jsonl"))
    try results.truncate(atOffset: 100)
    try results.close()
    _ = try await run(into: "part", mode: .resume)
    #expect(try read("part/results.jsonl") == read("whole/results.jsonl"))
  }

  @Test("is written by one process at a time")
  func busy() async throws {
    _ = try await run(jobs: 1, stopAfter: 2)
    let lock = open(folder.path + "/out", O_RDONLY | O_DIRECTORY)
    defer { close(lock) }
    #expect(flock(lock, LOCK_EX | LOCK_NB) == 0)
    await #expect(throws: OutputError.busy(folder.path + "/out")) { try await run(mode: .resume) }
  }

  @Test("replaced, it leaves no report of the run before")
  func stale() async throws {
    _ = try await run()
    _ = try await run("[read.lines, find.word]", mode: .replace)
    #expect(!FileManager.default.fileExists(atPath: folder.path + "/out/lines.txt"))
    #expect(!FileManager.default.fileExists(atPath: folder.path + "/out/sub/count.txt"))
  }

  @Test("is not gone on with when the pipeline is another")
  func otherPipeline() async throws {
    _ = try await run(jobs: 1, stopAfter: 2)
    await #expect(throws: OutputError.self) {
      try await run("[read.lines, find.word: { word: they }, report.lines]", mode: .resume)
    }
  }

  @Test("holds a stage to the layers it declares")
  func contract() async throws {
    let summary = try await run("[read.lines, find.word, find.lies]")
    #expect(summary.progress.documents == 0)
    let message = "the stage answered with the layer “lie”, which it does not declare"
    #expect(summary.failures.count { $0.message == message } == 10)
  }

  @Test("works only on the documents that a condition names")
  func condition() async throws {
    let stages = "[read.lines, { use: find.word, if: { format: tei } }, report.lines]"
    _ = try await run(stages)
    #expect(
      try read("out/lines.txt") == "a.txt 0\nb.txt#1 0\nb.txt#2 0\nsub/c.txt#1 0\nsub/c.txt#2 0\n"
        + (1...6).map { "z\($0).txt 0\n" }.joined())
  }
}
