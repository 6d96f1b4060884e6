import CProcess
import Glibc
import Standoff
import Synchronization

/// Keeps one external program at work: starts it, hands it requests in order, and starts it anew when it fails.
///
/// A program gets several requests before it has answered the first and answers them in order. The request that it owes
/// an answer when it fails is answered with the failure; those behind it go to its successor, so that none is lost and
/// none is answered twice.
final class PluginWorker: Sendable {
  /// A line for the program, and who waits for the answer.
  struct Request: Sendable {
    /// What the answer must carry as its `id`.
    let id: String
    /// Nothing where only the introduction is waited for.
    let line: JSONWriter?
    let answer: @Sendable (Result<ProgramAnswer, ExternalError>) -> Void
  }

  private struct State {
    var requests: [Request] = []
    /// The first of them that is not taken yet.
    var first = 0
    var isStarted = false
    var isStopped = false
    /// The program that lives now.
    var process: KeeperControl?
    /// Whether the thread waits for requests, and must be woken when one comes.
    var isWaiting = false
    /// Why no request is taken any more.
    var givenUp: ExternalError?
  }

  private let command: ExternalCommand
  private let hello: [UInt8]
  private let welcome: @Sendable (JSONValue) -> ExternalError?
  private let state = Mutex(State())
  private let wake: Int32
  private let ended = Mutex(false)

  /// - Parameters:
  ///   - hello: the line with which the program is greeted.
  ///   - welcome: looks at how it introduces itself, and says what is wrong with it.
  init(
    _ command: ExternalCommand, hello: [UInt8], welcome: @escaping @Sendable (JSONValue) -> ExternalError?
  ) {
    self.command = command
    self.hello = hello
    self.welcome = welcome
    wake = twosouls_bell()
  }

  deinit { close(wake) }

  /// Takes a request; its answer comes on the worker's own thread.
  func take(_ request: Request) {
    let (refusal, wasWaiting) = state.withLock { state -> (ExternalError?, Bool) in
      if let givenUp = state.givenUp { return (givenUp, false) }
      if state.isStopped { return (ExternalError("“\(command.line)” was stopped"), false) }
      if !state.isStarted {
        if let refusal = start() {
          state.givenUp = refusal
          return (refusal, false)
        }
        state.isStarted = true
      }
      state.requests.append(request)
      defer { state.isWaiting = false }
      return (nil, state.isWaiting)
    }
    if let refusal { request.answer(.failure(refusal)) } else if wasWaiting { signal() }
  }

  /// Starts the program, if need be, and waits until it has introduced itself.
  ///
  /// - Throws: why it has not; it is not tried again.
  func greet() throws(ExternalError) {
    let waiting = Waiting()
    take(Request(id: "", line: nil) { waiting.end(with: $0) })
    _ = try waiting.answer().get()
  }

  /// Takes no more requests, and lets the program end once it has answered what it has.
  func askToStop() {
    state.withLock { $0.isStopped = true }
    signal()
  }

  /// Waits until the program that was asked to stop has ended.
  func waitForEnd() {
    guard state.withLock({ $0.isStarted }) else { return }
    while !ended.withLock({ $0 }) { usleep(500) }
  }

  /// Kills the program that lives now, as a crash would, and waits until that is known.
  func kill() {
    guard let process = state.withLock({ $0.process }) else { return }
    process.send(SIGKILL)
    while state.withLock({ $0.process?.file === process.file }) { usleep(500) }
  }

  private func signal() {
    var one: UInt64 = 1
    _ = write(wake, &one, 8)
  }

  /// - Returns: why there is no thread.
  private func start() -> ExternalError? {
    var thread = pthread_t()
    let owner = Unmanaged.passRetained(self)
    let trouble = pthread_create(
      &thread, nil,
      { owner in
        guard let owner else { return nil }
        let worker = Unmanaged<PluginWorker>.fromOpaque(owner).takeRetainedValue()
        worker.work()
        return nil
      }, owner.toOpaque())
    guard trouble == 0 else {
      owner.release()
      return ExternalError("“\(command.line)” cannot be looked after: \(reason(trouble))", isUnasked: true)
    }
    pthread_detach(thread)
    return nil
  }
}

// MARK: At work

extension PluginWorker {
  /// How many bytes may wait to be taken by the program before no more requests are sent.
  private static let mostWaiting = 4 << 20

  private func work() {
    var broken = sigset_t()
    sigemptyset(&broken)
    sigaddset(&broken, SIGPIPE)
    pthread_sigmask(SIG_BLOCK, &broken, nil)
    var failures = 0
    while waitForRequest() {
      let failure = live { failures = 0 }
      guard let failure else { continue }
      refuseGreetings(failure)
      failures += 1
      if failures > command.restarts {
        giveUp(failure, after: failures)
        break
      }
      usleep(Self.rest(after: failures))
    }
    ended.withLock { $0 = true }
  }

  /// Microseconds before the program is started anew: twice as many after each failure, up to some seconds.
  static func rest(after failures: Int) -> UInt32 { 50_000 << UInt32(min(max(failures, 1), 7) - 1) }

  /// Whether there is something to do; waits until it is known.
  private func waitForRequest() -> Bool {
    while true {
      let (hasRequest, isStopped) = state.withLock { state in
        let hasRequest = state.first < state.requests.count
        state.isWaiting = !hasRequest
        return (hasRequest, state.isStopped)
      }
      if hasRequest { return true }
      if isStopped { return false }
      var file = pollfd(fd: wake, events: Int16(POLLIN), revents: 0)
      _ = poll(&file, 1, -1)
      drain()
    }
  }

  private func drain() {
    var count: UInt64 = 0
    _ = read(wake, &count, 8)
  }

  /// One life of the program.
  ///
  /// - Parameter succeeded: called for each answer.
  /// - Returns: why it ended before it was asked to.
  private func live(_ succeeded: () -> Void) -> ExternalError? {
    let process: PluginProcess
    do {
      process = try PluginProcess(command)
    } catch {
      return error
    }
    state.withLock { $0.process = process.control }
    defer { state.withLock { $0.process = nil } }
    if let trouble = greet(process) { return trouble }
    var inFlight = Owed()
    var since = now()
    var pace = Pace()
    while true {
      if inFlight.isEmpty { since = now() }
      let isDone = fill(&inFlight, process)
      if isDone {
        process.finish()
        return nil
      }
      pace.rest(for: inFlight.count) { process.flush() }
      let before = inFlight.count
      switch process.next(waking: wake, until: inFlight.isEmpty ? .infinity : since + command.deadline) {
      case .woken: drain()
      case .line(let line):
        var answers: [(Request, ProgramAnswer)] = []
        var next: [UInt8]? = line
        var trouble: String?
        while let line = next, trouble == nil {
          trouble = take(line, &inFlight, &answers)
          next = process.nextLine()
        }
        // All at once, so that those who wait are woken once.
        for (request, answer) in answers { request.answer(.success(answer)) }
        if let trouble { return end(process, inFlight, trouble) }
        let time = now()
        pace.note(answers.count, of: before, after: time - since)
        since = time
        succeeded()
      case .ended: return end(process, inFlight, "ended (\(process.ending())) before it had answered")
      case .timeout:
        return end(
          process, inFlight,
          "gave no answer within \(seconds(command.deadline)) and was stopped; “deadline” sets how long it may take")
      case .tooLong:
        return end(
          process, inFlight,
          "answered with more than \(command.longestAnswer >> 20) MB for one document and was stopped; “longest-answer” "
            + "sets how many it may have")
      }
    }
  }

  /// Reads an answer to what is owed one first.
  ///
  /// - Returns: what is wrong with it.
  private func take(
    _ line: [UInt8], _ inFlight: inout Owed, _ answers: inout [(Request, ProgramAnswer)]
  ) -> String? {
    guard let head = inFlight.first else {
      return "said something that nobody had asked for: “\(excerpt(line))”"
    }
    do {
      let answer = try Self.answer(line, to: head)
      inFlight.removeFirst()
      answers.append((head, answer))
      return nil
    } catch {
      return error.description
    }
  }

  /// - Returns: whether there is nothing left to do, ever.
  private func fill(_ inFlight: inout Owed, _ process: PluginProcess) -> Bool {
    var greeted: [Request] = []
    defer { for request in greeted { request.answer(.success(ProgramAnswer())) } }
    return state.withLock { state in
      while inFlight.count < command.inFlight, process.waiting < Self.mostWaiting, state.first < state.requests.count {
        let request = state.requests[state.first]
        state.first += 1
        guard let line = request.line else {
          greeted.append(request)
          continue
        }
        line.withBytes(process.send)
        inFlight.append(request)
      }
      if state.first == state.requests.count {
        state.requests.removeAll(keepingCapacity: true)
        state.first = 0
        state.isWaiting = inFlight.count < command.inFlight
      }
      return inFlight.isEmpty && state.isStopped
    }
  }

  private func greet(_ process: PluginProcess) -> ExternalError? {
    hello.withUnsafeBytes(process.send)
    let end = now() + command.startUp
    while true {
      switch process.next(waking: wake, until: end) {
      case .woken: drain()
      case .line(let line):
        guard let value = try? JSONValue(parsing: line) else {
          return failure(process, "introduced itself with what is no JSON: “\(excerpt(line))”")
        }
        guard let trouble = welcome(value) else { return nil }
        return failure(process, trouble.description)
      case .ended: return failure(process, "ended (\(process.ending())) before it had introduced itself")
      case .timeout:
        return failure(
          process,
          "did not introduce itself within \(seconds(command.startUp)) and was stopped; “start-up” sets how long it may take"
        )
      case .tooLong: return failure(process, "introduced itself with more than \(command.longestAnswer >> 20) MB")
      }
    }
  }

  private static func answer(_ line: [UInt8], to request: Request) throws(ExternalError) -> ProgramAnswer {
    let answer: ProgramAnswer
    do {
      answer = try ProgramAnswer(parsing: line)
    } catch {
      throw ExternalError("answered with \(error): “\(excerpt(line))”")
    }
    guard let id = answer["id"]?.string else {
      throw ExternalError("answered without the “id” of what it was asked: “\(excerpt(line))”")
    }
    guard id == request.id else { throw ExternalError("answered for “\(id)” where “\(request.id)” was next") }
    return answer
  }
}

// MARK: When it fails

extension PluginWorker {
  /// Stops the program; what it owed first fails, the rest waits for its successor.
  private func end(_ process: PluginProcess, _ inFlight: Owed, _ what: String) -> ExternalError {
    let failure = failure(process, what)
    state.withLock { state in
      state.requests = Array(inFlight.all.dropFirst() + state.requests[state.first...])
      state.first = 0
    }
    inFlight.first?.answer(.failure(failure))
    return failure
  }

  private func failure(_ process: PluginProcess, _ what: String) -> ExternalError {
    state.withLock { $0.process = nil }
    process.kill()
    let words = process.lastWords.text.map { "; its last words: \($0)" } ?? ""
    return ExternalError("“\(command.line)” \(what)\(words)")
  }

  private func refuseGreetings(_ failure: ExternalError) {
    let refused = state.withLock { state in
      let waiting = state.requests[state.first...]
      state.requests = waiting.filter { $0.line != nil }
      state.first = 0
      return waiting.filter { $0.line == nil }
    }
    for request in refused { request.answer(.failure(failure)) }
  }

  private func giveUp(_ failure: ExternalError, after failures: Int) {
    let reason = ExternalError(
      "given up after \(failures) failures in a row, the last: \(failure)", isUnasked: true)
    let left = state.withLock { state in
      state.givenUp = reason
      defer {
        state.requests = []
        state.first = 0
      }
      return state.requests[state.first...]
    }
    for request in left { request.answer(.failure(reason)) }
  }
}

/// The start of what a program said, for messages.
private func excerpt(_ line: [UInt8]) -> String {
  let text = String(decoding: line.prefix(80), as: UTF8.self)
  return line.count > 80 ? text + "…" : text
}

private func seconds(_ value: Double) -> String {
  value == value.rounded() ? "\(Int(value)) s" : "\(value) s"
}
