import Glibc
import PipelineEngine
import Standoff
import Synchronization

/// What a person sees: data on standard output, everything else on standard error.
struct Console: Sendable {
  /// Whether standard error is a terminal that shows progress and colour.
  let isTerminal: Bool
  private let hasColour: Bool
  private let isQuiet: Bool
  private let isJSON: Bool

  private static let writesJSON = Mutex(false)
  /// The error of the first data that could not be written.
  private static let loss = Mutex<Int32?>(nil)

  /// - Parameter json: whether messages are JSON lines from here on, the last word of the process among them.
  init(quiet: Bool = false, json: Bool? = nil) {
    if let json { Self.writesJSON.withLock { $0 = json } }
    isTerminal = isatty(2) == 1
    hasColour = isTerminal && getenv("NO_COLOR") == nil
    isQuiet = quiet
    isJSON = Self.writesJSON.withLock { $0 }
  }

  /// Data, with a line end.
  func print(_ text: String) { print(bytes: Array((text + "\n").utf8)) }

  func print(bytes: [UInt8]) {
    if let number = write(bytes, to: 1), number != EPIPE { Self.loss.withLock { $0 = $0 ?? number } }
  }

  /// Why data did not reach standard output; that its reader has enough is no loss.
  ///
  /// - Throws: ``OutputError``.
  static func checkOutput() throws(OutputError) {
    guard let number = loss.withLock({ $0 }) else { return }
    throw OutputError.system("standard output", String(cString: strerror(number)))
  }

  /// For the person at the terminal; left out with `--quiet`.
  func say(_ text: String) { if !isQuiet { line(text, level: "info", colour: nil) } }

  func warn(_ text: String) { line(text, level: "warning", colour: "33") }

  func error(_ text: String) { line(text, level: "error", colour: "31") }

  /// Every mistake of a pipeline on a line of its own.
  func tell(_ mistakes: PipelineError) {
    for mistake in mistakes.mistakes { error("\(mistake)") }
    for program in mistakes.programs { error("\(program)") }
  }

  /// Replaces the last line of the terminal; nothing elsewhere.
  func status(_ text: String) {
    guard isTerminal, !isQuiet, !isJSON else { return }
    write("\r\u{1B}[K\(text)", to: 2)
  }

  func clearStatus() { status("") }

  private func line(_ text: String, level: String, colour: String?) {
    if isJSON {
      let message = JSONValue.object([
        JSONValue.Member(key: "level", value: .string(level)), JSONValue.Member(key: "message", value: .string(text)),
      ])
      write("\(message.text)\n", to: 2)
    } else if let colour, hasColour {
      write("\u{1B}[\(colour)m\(ToolName.current): \(level): \(text)\u{1B}[0m\n", to: 2)
    } else {
      write(level == "info" ? "\(text)\n" : "\(ToolName.current): \(level): \(text)\n", to: 2)
    }
  }

  private func write(_ text: String, to descriptor: Int32) { write(Array(text.utf8), to: descriptor) }

  /// - Returns: the number of the error that kept it from being written.
  @discardableResult
  private func write(_ bytes: [UInt8], to descriptor: Int32) -> Int32? {
    var done = 0
    while done < bytes.count {
      let count = bytes.withUnsafeBytes {
        Glibc.write(descriptor, $0.baseAddress.map { $0 + done }, bytes.count - done)
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return errno }
      done += count
    }
    return nil
  }
}
