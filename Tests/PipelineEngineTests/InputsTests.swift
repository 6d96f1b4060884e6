import Foundation
import PipelineEngine
import PluginAPI
import Testing

@Suite("The inputs of a run")
struct InputsTests {
  private let folder: String

  init() throws {
    folder = FileManager.default.temporaryDirectory.path + "/twosouls-\(UUID().uuidString)"
    for path in ["a.txt", "b.txt", "sub/a.txt", "sub/c.xml", "notes.pdf", ".hidden.txt", "folder.txt/d.txt"] {
      try write("in/\(path)", "we")
    }
  }

  private func write(_ path: String, _ text: String) throws {
    let file = URL(filePath: "\(folder)/\(path)")
    try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: file)
  }

  private func link(_ path: String, to target: String) throws {
    try FileManager.default.createSymbolicLink(atPath: "\(folder)/\(path)", withDestinationPath: target)
  }

  private func ids(_ arguments: String...) throws -> [String] {
    try Inputs.find(arguments.map { $0.replacing("in", with: "\(folder)/in") }).map {
      $0.id.replacing(folder + "/", with: "")
    }
  }

  @Test("are the files below a folder that have a known ending, in order")
  func walk() throws {
    #expect(try ids("in") == ["a.txt", "b.txt", "folder.txt/d.txt", "sub/a.txt", "sub/c.xml"])
    #expect(try ids("in//") == ids("in"))
  }

  @Test("are read once, however often they are named")
  func twice() throws {
    #expect(try ids("in/a.txt", "in/./a.txt", "in", "in/") == ids("in"))
    #expect(try ids("-", "-") == ["stdin"])
    try link("in/link.txt", to: "a.txt")
    try link("in/loop", to: ".")
    #expect(try ids("in") == ["a.txt", "b.txt", "folder.txt/d.txt", "sub/a.txt", "sub/c.xml"])
  }

  @Test("keep apart what has one name in two folders")
  func sameName() throws {
    #expect(try ids("in/a.txt", "in/sub/a.txt") == ["a.txt", "in/sub/a.txt"])
  }

  @Test("keep apart two names that are two spellings of one letter")
  func letters() throws {
    try write("in/\u{E9}.txt", "we")
    try write("in/e\u{301}.txt", "we")
    #expect(try ids("in").count == 7)
  }

  @Test(
    "that cannot be opened fail when their turn comes, with a reason",
    arguments: [
      ("broken.txt", "this link leads to no file"), ("twice.txt.gz", "what it holds is a gzip file again"),
    ])
  func unreadable(_ name: String, _ reason: String) throws {
    try link("in/broken.txt", to: "nowhere")
    let twice = try #require(Data(base64Encoded: twiceCompressed))
    try twice.write(to: URL(filePath: "\(folder)/in/twice.txt.gz"))
    let input = try #require(try Inputs.find(["\(folder)/in"]).first { $0.id == name })
    let error = #expect(throws: InputError.self) { try input.open() }
    #expect(error.map { "\($0)" }?.contains(reason) == true)
  }

  @Test("with a name that is no UTF-8 are not passed over in silence")
  func name() throws {
    let path = Array("\(folder)/in/\u{7F}.txt".utf8).map { CChar(bitPattern: $0 == 0x7F ? 0xFF : $0) } + [0]
    let file = open(path, O_CREAT | O_WRONLY, 0o644)
    try #require(file >= 0)
    close(file)
    let input = try #require(try Inputs.find(["\(folder)/in"]).first { $0.id.unicodeScalars.contains("\u{FFFD}") })
    #expect(throws: InputError.name) { try input.open() }
  }

  @Test("stand in lists, with comments and any line ends")
  func lists() throws {
    try write("list", "\u{FEFF}\(folder)/in/a.txt\r\n# a comment\r\n\n\(folder)/in/sub\n")
    #expect(try ids("@\(folder)/list") == ["in/a.txt", "in/sub/a.txt", "in/sub/c.xml"])
    try write("list", "nowhere.txt")
    #expect(throws: InputError.list("\(folder)/list", 1, "nowhere.txt")) { try Inputs.find(["@\(folder)/list"]) }
    #expect(throws: InputError.none("nowhere")) { try Inputs.find(["nowhere"]) }
  }
}

/// The letter x, compressed with gzip two times.
private let twiceCompressed = "H4sIAAAAAAACA5Pv5mAAASbm1QwMzWJ3ehiBHABACaWjFQAAAA=="
