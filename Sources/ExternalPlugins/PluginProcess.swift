import CProcess
import Glibc

/// One life of an external program: its pipes, what is on its way to it and what it has said so far.
///
/// Used by one thread, which must live as long as the program: the program dies with it.
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
  let id: pid_t
  private let mark: String
  private let watch: OpenFile
  private let output: OpenFile
  private let errors: OpenFile
  /// Nothing once it is closed.
  private var input: OpenFile?
  private var outgoing: [UInt8] = []
  private var sent = 0
  private var incoming = LineBuffer()
  private(set) var lastWords = LastWords()
  private var status: Int32?

  /// Starts the program.
  init(_ command: ExternalCommand) throws(ExternalError) {
    self.command = command
    mark = "TWOSOULS_PLUGIN=\(getpid())-\(UInt64.random(in: 0...UInt64.max))"
    let input = try Pipe()
    let output = try Pipe()
    let errors = try Pipe()
    id = try Self.start(command, mark, input.reading.number, output.writing.number, errors.writing.number)
    watch = OpenFile(twosouls_watch(id))
    self.input = input.writing
    self.output = output.reading
    self.errors = errors.reading
    for file in [input.writing, output.reading, errors.reading] { file.refuseToWait() }
  }

  private static func start(
    _ command: ExternalCommand, _ mark: String, _ input: Int32, _ output: Int32, _ errors: Int32
  ) throws(ExternalError) -> pid_t {
    var variables: [String] = ["PYTHONUNBUFFERED=1", "PYTHONIOENCODING=utf-8", mark]
    var next = environ
    while let variable = next.pointee {
      let text = String(cString: variable)
      if !text.hasPrefix("PYTHONUNBUFFERED=") && !text.hasPrefix("PYTHONIOENCODING=") { variables.append(text) }
      next += 1
    }
    var arguments: [UnsafeMutablePointer<CChar>?] = command.arguments.map { strdup($0) } + [nil]
    var environment: [UnsafeMutablePointer<CChar>?] = variables.map { strdup($0) } + [nil]
    defer { for pointer in arguments + environment { free(pointer) } }
    let process = command.folder.withCString { folder in
      arguments.withUnsafeMutableBufferPointer { arguments in
        environment.withUnsafeMutableBufferPointer { environment in
          var program = twosouls_program(
            arguments: arguments.baseAddress, environment: environment.baseAddress, folder: folder, input: input,
            output: output, errors: errors, memory: UInt64(max(0, command.memory)))
          return twosouls_start(&program)
        }
      }
    }
    guard process > 0 else {
      throw ExternalError("“\(command.line)” cannot be started in \(command.folder): \(reason(errno))")
    }
    return process
  }
}

// MARK: Talking

extension PluginProcess {
  /// How many bytes wait to be taken by the program.
  var waiting: Int { outgoing.count - sent }

  /// Sends a line as fast as the program takes it.
  func send(_ line: [UInt8]) {
    if sent > 0 {
      outgoing.removeFirst(sent)
      sent = 0
    }
    outgoing += line
  }

  /// No more lines come.
  func closeInput() {
    input = nil
  }

  /// Writes and reads until there is something to say.
  ///
  /// - Parameter until: by the clock of ``now()``.
  func next(waking wake: Int32, until deadline: Double) -> Event {
    while true {
      if let line = incoming.next() { return .line(line) }
      if incoming.count > command.longestAnswer { return .tooLong }
      let left = deadline - now()
      guard left > 0 else { return .timeout }
      var files = [
        pollfd(fd: wake, events: Int16(POLLIN), revents: 0),
        pollfd(fd: output.number, events: Int16(POLLIN), revents: 0),
        pollfd(fd: errors.number, events: Int16(POLLIN), revents: 0),
        pollfd(fd: watch.number, events: Int16(POLLIN), revents: 0),
        pollfd(fd: waiting > 0 ? input?.number ?? -1 : -1, events: Int16(POLLOUT), revents: 0),
      ]
      _ = poll(&files, nfds_t(files.count), Int32(min(left * 1000 + 1, 3_600_000)))
      if files[2].revents != 0 { listen() }
      if files[4].revents != 0 { write() }
      if files[1].revents != 0 {
        let isOpen = read()
        if let line = incoming.next() { return .line(line) }
        if !isOpen { return .ended }
      } else if files[3].revents != 0 {
        return .ended
      }
      if files[0].revents != 0 { return .woken }
    }
  }

  private func write() {
    guard let input else { return }
    while waiting > 0 {
      let count = outgoing[sent...].withUnsafeBytes { Glibc.write(input.number, $0.baseAddress, $0.count) }
      guard count > 0 else {
        // A program that takes nothing more may still answer what it has taken; the deadline decides.
        if errno == EPIPE { closeInput() }
        return
      }
      sent += count
    }
    outgoing.removeAll(keepingCapacity: outgoing.capacity < 1 << 20)
    sent = 0
  }

  /// Whether the program may say more.
  private func read() -> Bool {
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    for _ in 0..<16 {
      let count = Glibc.read(output.number, &buffer, buffer.count)
      if count == 0 { return false }
      guard count > 0 else { return errno == EAGAIN || errno == EINTR }
      incoming.add(buffer[..<count])
      if count < buffer.count { return true }
    }
    return true
  }

  private func listen() {
    var buffer = [UInt8](repeating: 0, count: 1 << 14)
    let count = Glibc.read(errors.number, &buffer, buffer.count)
    if count > 0 { lastWords.add(buffer[..<count]) }
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
    Glibc.kill(-id, SIGKILL)
    killStrays()
    return reap()
  }

  /// Lets the program end by itself.
  func finish() {
    closeInput()
    if !hasEnded(within: Self.patience.close) {
      Glibc.kill(-id, SIGTERM)
      _ = hasEnded(within: Self.patience.term)
    }
    kill()
  }

  /// How it ended, where it has; what it said last is complete then.
  func ending() -> String {
    _ = hasEnded(within: 0.5)
    return kill()
  }

  private func hasEnded(within seconds: Double) -> Bool {
    let end = now() + seconds
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while now() < end {
      var files = [
        pollfd(fd: watch.number, events: Int16(POLLIN), revents: 0),
        pollfd(fd: output.number, events: Int16(POLLIN), revents: 0),
        pollfd(fd: errors.number, events: Int16(POLLIN), revents: 0),
      ]
      _ = poll(&files, nfds_t(files.count), Int32(max(1, (end - now()) * 1000)))
      if files[2].revents != 0 { listen() }
      if files[0].revents != 0 { return true }
      if files[1].revents != 0, Glibc.read(output.number, &buffer, buffer.count) <= 0 { usleep(1000) }
    }
    return false
  }

  private func reap() -> String {
    if status == nil {
      var ended: Int32 = 0
      while waitpid(id, &ended, 0) < 0, errno == EINTR {}
      status = ended
      listen()
    }
    let status = status ?? 0
    let signal = status & 0x7F
    return signal == 0
      ? "exit status \((status >> 8) & 0xFF)" : "signal \(signal), \(String(cString: strsignal(signal)))"
  }

  /// Ends what the program has started outside its group: whatever carries its mark in its environment.
  private func killStrays() {
    guard let folder = opendir("/proc") else { return }
    defer { closedir(folder) }
    let own = getpid()
    while let entry = readdir(folder) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      guard let process = pid_t(name), process != own, process != id, process > 1 else { continue }
      if Self.environment(of: process).contains(mark) { Glibc.kill(process, SIGKILL) }
    }
  }

  private static func environment(of process: pid_t) -> String {
    let number = open("/proc/\(process)/environ", O_RDONLY | O_CLOEXEC)
    guard number >= 0 else { return "" }
    let file = OpenFile(number)
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 14)
    while true {
      let count = Glibc.read(file.number, &buffer, buffer.count)
      guard count > 0, bytes.count < 1 << 20 else { break }
      bytes += buffer[..<count]
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}

/// Bytes as they come, handed out line by line.
struct LineBuffer {
  private var bytes: [UInt8] = []
  private var start = 0
  /// Up to here no line end was found.
  private var searched = 0

  var count: Int { bytes.count - start }

  mutating func add(_ more: ArraySlice<UInt8>) {
    if start > 0 {
      bytes.removeFirst(start)
      searched -= start
      start = 0
    }
    bytes += more
  }

  mutating func next() -> [UInt8]? {
    let found = bytes.withUnsafeBytes { bytes -> Int? in
      guard searched < bytes.count, let base = bytes.baseAddress,
        let place = memchr(base + searched, 0x0A, bytes.count - searched)
      else { return nil }
      return UnsafeRawPointer(place) - base
    }
    guard let end = found else {
      searched = bytes.count
      return nil
    }
    defer {
      start = end + 1
      searched = start
    }
    return Array(bytes[start..<end])
  }
}

/// The end of what a program said on its error output.
struct LastWords {
  private var bytes: [UInt8] = []
  private static let most = 2000

  mutating func add(_ more: ArraySlice<UInt8>) {
    bytes += more
    if bytes.count > 2 * Self.most { bytes.removeFirst(bytes.count - Self.most) }
  }

  /// The last lines, or nothing.
  var text: String? {
    let text = String(decoding: bytes.suffix(Self.most), as: UTF8.self)
    let lines = text.split(whereSeparator: \.isNewline).filter { $0.contains { !$0.isWhitespace } }
    return lines.isEmpty ? nil : lines.suffix(4).joined(separator: " / ")
  }
}
