import CProcess
import Glibc

/// One life of an external program: its pipes, what is on its way to it and what it has said so far.
///
/// The program runs under a keeper (see `process.h`), which ends with it and with everything that it has started; when
/// this process dies, the keeper ends them. Used by one thread at a time.
final class PluginProcess {
  /// What ended while waiting.
  enum Event: Equatable {
    case line([UInt8])
    /// The program has ended, or has closed its output.
    case ended
    /// Somebody wants this thread.
    case woken
    case timeout
    case tooLong
  }

  private let command: ExternalCommand
  private let keeper: pid_t
  private let watch: OpenFile
  private let output: OpenFile
  /// Nothing once it is closed by the program; so with the next.
  private var errors: OpenFile?
  private var input: OpenFile?
  let control: KeeperControl
  private var outgoing = OutgoingBytes()
  private var incoming = LineBuffer()
  private(set) var lastWords = LastWords()
  private var status: Int32?

  /// Starts the program.
  init(_ command: ExternalCommand) throws(ExternalError) {
    self.command = command
    let input = try Pipe()
    let output = try Pipe()
    let errors = try Pipe()
    let control: OpenFile
    (keeper, control) = try Self.start(command, input.reading.number, output.writing.number, errors.writing.number)
    self.control = KeeperControl(file: control)
    watch = OpenFile(twosouls_watch(keeper))
    self.input = input.writing
    self.output = output.reading
    self.errors = errors.reading
    for file in [input.writing, output.reading, errors.reading] { file.refuseToWait() }
  }

  private static func start(
    _ command: ExternalCommand, _ input: Int32, _ output: Int32, _ errors: Int32
  ) throws(ExternalError) -> (pid_t, OpenFile) {
    let own = ["PYTHONUNBUFFERED=1", "PYTHONIOENCODING=utf-8"]
    var environment: [UnsafeMutablePointer<CChar>?] = own.map { strdup($0) }
    var next = environ
    while let variable = next.pointee {
      // As bytes: what a variable holds need not be UTF-8.
      if strncmp(variable, "PYTHONUNBUFFERED=", 17) != 0, strncmp(variable, "PYTHONIOENCODING=", 17) != 0 {
        environment.append(strdup(variable))
      }
      next += 1
    }
    environment.append(nil)
    var arguments: [UnsafeMutablePointer<CChar>?] = command.arguments.map { strdup($0) } + [nil]
    defer { for pointer in arguments + environment { free(pointer) } }
    var control: Int32 = -1
    let keeper = command.folder.withCString { folder in
      arguments.withUnsafeMutableBufferPointer { arguments in
        environment.withUnsafeMutableBufferPointer { environment in
          var program = twosouls_program(
            arguments: arguments.baseAddress, environment: environment.baseAddress, folder: folder, input: input,
            output: output, errors: errors, memory: UInt64(max(0, command.memory)))
          return twosouls_start(&program, &control)
        }
      }
    }
    guard keeper > 0 else {
      throw ExternalError("“\(command.line)” cannot be started in \(command.folder): \(reason(errno))")
    }
    return (keeper, OpenFile(control))
  }
}

// MARK: Talking

extension PluginProcess {
  /// How many bytes wait to be taken by the program.
  var waiting: Int { outgoing.count }

  /// Sends a line as soon as ``next(waking:until:)`` waits, as fast as the program takes it.
  func send(_ line: UnsafeRawBufferPointer) { outgoing.add(line) }

  /// Sends what waits, as far as the program takes it now.
  func flush() {
    guard let input, waiting > 0 else { return }
    // A program that takes nothing more may still answer what it has taken; the deadline decides.
    if !outgoing.write(to: input.number) { closeInput() }
  }

  /// No more lines come.
  func closeInput() { input = nil }

  /// A line that has come already.
  func nextLine() -> [UInt8]? { incoming.next() }

  /// Writes and reads until there is something to say.
  ///
  /// - Parameter until: by the clock of ``now()``.
  func next(waking wake: Int32, until deadline: Double) -> Event {
    if let line = incoming.next() { return .line(line) }
    flush()
    while true {
      if incoming.count > command.longestAnswer { return .tooLong }
      let left = deadline - now()
      guard left > 0 else { return .timeout }
      let news = wait(wake, at: waiting > 0 ? input?.number ?? -1 : -1, milliseconds: min(left * 1000 + 1, 3_600_000))
      if news.errors { listen() }
      if news.input { flush() }
      if news.output {
        let isOpen = read()
        if let line = incoming.next() { return .line(line) }
        if !isOpen { return .ended }
      } else if news.end {
        return .ended
      }
      if news.wake { return .woken }
    }
  }

  /// Waits until one of the files has something to read, or the input takes something.
  private func wait(
    _ wake: Int32, at input: Int32, milliseconds: Double
  ) -> (wake: Bool, output: Bool, errors: Bool, end: Bool, input: Bool) {
    withUnsafeTemporaryAllocation(of: pollfd.self, capacity: 5) { files in
      files[0] = pollfd(fd: wake, events: Int16(POLLIN), revents: 0)
      files[1] = pollfd(fd: output.number, events: Int16(POLLIN), revents: 0)
      files[2] = pollfd(fd: errors?.number ?? -1, events: Int16(POLLIN), revents: 0)
      files[3] = pollfd(fd: watch.number, events: Int16(POLLIN), revents: 0)
      files[4] = pollfd(fd: input, events: Int16(POLLOUT), revents: 0)
      _ = poll(files.baseAddress, 5, Int32(milliseconds))
      return (
        files[0].revents != 0, files[1].revents != 0, files[2].revents != 0, files[3].revents != 0,
        files[4].revents != 0
      )
    }
  }

  private func listen() {
    guard let file = errors else { return }
    if lastWords.fill(from: file.number) == 0 { errors = nil }
  }

  /// Whether the program may say more.
  private func read() -> Bool {
    let count = incoming.fill(from: output.number)
    return count > 0 || count < 0 && (errno == EAGAIN || errno == EINTR)
  }
}

// MARK: Ending

extension PluginProcess {
  /// Seconds that a program gets to end by itself once no more comes, and then after SIGTERM.
  private static let patience = (close: 5.0, term: 1.0)

  /// Ends the program and all that it has started, and says how it ended.
  @discardableResult
  func kill() -> String {
    closeInput()
    control.end()
    return reap()
  }

  /// Lets the program end by itself.
  func finish() {
    closeInput()
    if !hasEnded(within: Self.patience.close) {
      control.send(SIGTERM)
      _ = hasEnded(within: Self.patience.term)
    }
    kill()
  }

  /// How it ended, where it has; what it said last is complete then.
  func ending() -> String {
    _ = hasEnded(within: 0.5)
    return kill()
  }

  /// Reads what the program still says, so that it does not wait for a reader.
  private func hasEnded(within seconds: Double) -> Bool {
    let end = now() + seconds
    while now() < end {
      let news = wait(-1, at: -1, milliseconds: max(1, (end - now()) * 1000))
      if news.errors { listen() }
      if news.end { return true }
      if news.output {
        incoming = LineBuffer()
        if !read() { usleep(1000) }
      }
    }
    return false
  }

  private func reap() -> String {
    if status == nil {
      var ended: Int32 = 0
      while waitpid(keeper, &ended, 0) < 0, errno == EINTR {}
      status = ended
      // Nobody writes any more, so that this ends.
      if let errors { while lastWords.fill(from: errors.number) > 0 {} }
    }
    let status = status ?? 0
    let signal = status & 0x7F
    return signal == 0
      ? "exit status \((status >> 8) & 0xFF)" : "signal \(signal), \(String(cString: strsignal(signal)))"
  }
}
