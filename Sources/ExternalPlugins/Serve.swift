import Glibc
public import PluginAPI
import Standoff

/// Makes a stage a program that other processes can run: speaks the protocol of external plugins on standard input and
/// output until the input ends.
///
/// ```swift
/// @main struct Main {
///   static func main() async { await serve(KeywordStage.self) }
/// }
/// ```
///
/// Standard output belongs to the protocol; what the stage prints goes to standard error.
public func serve<S: Stage>(_ stage: S.Type) async {
  let talk = Talk()
  guard let hello = talk.next() else { return }
  let made: S
  do {
    let settings = try S.Settings(from: ConfigNode(json: JSONValue(parsing: hello)["settings"] ?? .null))
    made = try S(settings, .bare)
  } catch {
    talk.say {
      $0.key("twosouls")
      $0.integer(1)
      $0.key("error")
      $0.string("\(error)")
    }
    talk.flush()
    return
  }
  talk.say {
    $0.key("twosouls")
    $0.integer(1)
    $0.key("protocol")
    $0.integer(Hello.version)
    $0.key("kind")
    $0.string("stage")
    $0.key("name")
    $0.string(S.name)
    $0.key("offsets")
    $0.string("utf8")
    $0.key("requires")
    $0.layers(made.requires)
    $0.key("provides")
    $0.layers(made.provides)
  }
  while let line = talk.next() {
    var id = ""
    do {
      let request = try JSONValue(parsing: line)
      id = request["id"]?.string ?? ""
      var document = try Document(json: request, unit: .utf8)
      let diagnostics = Diagnostics(map: document.map)
      try document.add(await made.annotate(document, diagnostics))
      document.add(diagnostics.all)
      talk.say {
        $0.key("id")
        $0.string(id)
        document.writeMembers(
          to: &$0, run: "", content: .diagnostics, layers: made.provides,
          offsets: TextOffsets(document.text, unit: .utf8))
      }
    } catch {
      talk.say {
        $0.key("id")
        $0.string(id)
        $0.key("error")
        $0.string("\(error)")
      }
    }
  }
}

extension JSONWriter {
  fileprivate mutating func layers(_ names: Set<LayerName>) {
    openArray()
    for name in names.sorted() { string(name.description) }
    closeArray()
  }
}

/// The two ends of a conversation in lines.
private final class Talk {
  private let output: Int32
  private var incoming = LineBuffer()
  private var outgoing: [UInt8] = []
  /// How many bytes of answers are written at once at the latest.
  private static let portion = 1 << 16

  init() {
    output = dup(1)
    dup2(2, 1)
  }

  /// Nothing once the input has ended. Before it waits, it sends what was said.
  func next() -> [UInt8]? {
    while true {
      if let line = incoming.next() { return line }
      flush()
      let count = incoming.fill(from: 0)
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return nil }
    }
  }

  func say(_ write: (inout JSONWriter) -> Void) {
    line(write).withBytes { outgoing.append(contentsOf: $0) }
    if outgoing.count > Self.portion { flush() }
  }

  func flush() {
    var sent = 0
    while sent < outgoing.count {
      let count = outgoing[sent...].withUnsafeBytes { Glibc.write(output, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { break }
      sent += count
    }
    outgoing.removeAll(keepingCapacity: true)
  }
}
