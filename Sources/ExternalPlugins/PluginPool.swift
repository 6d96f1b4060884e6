import Glibc
import Standoff
import Synchronization

/// The programs that work for one component, side by side.
public final class PluginPool: Sendable {
  /// The program, and what it may cost.
  public let command: ExternalCommand
  private let workers: [PluginWorker]
  private let turn = Atomic(0)
  private let introduced: Introduced

  /// How the first of them introduced itself; the others must do the same.
  private final class Introduced: Sendable {
    private let held = Mutex<Introduction?>(nil)

    func take(_ json: JSONValue, to hello: Hello) -> ExternalError? {
      do {
        let new = try Introduction(json, to: hello)
        return held.withLock { held in
          if let first = held, first != new { return ExternalError("introduced itself otherwise than before") }
          held = new
          return nil
        }
      } catch {
        return error
      }
    }

    var value: Introduction? { held.withLock { $0 } }
  }

  init(_ command: ExternalCommand, _ hello: Hello) {
    self.command = command
    let introduced = Introduced()
    self.introduced = introduced
    workers = (0..<max(1, command.workers)).map { _ in
      PluginWorker(command, hello: hello.line) { introduced.take($0, to: hello) }
    }
  }

  /// Starts the first program, if need be, and waits for what it says of itself.
  ///
  /// - Throws: ``ExternalError`` where it cannot be started or does not introduce itself.
  public func introduction() throws(ExternalError) -> Introduction {
    try workers[0].greet()
    guard let introduction = introduced.value else {
      throw ExternalError("“\(command.line)” did not introduce itself")
    }
    return introduction
  }

  /// Asks one of the programs, in turn; the next where one is given up.
  func ask(_ id: String, _ line: JSONWriter) async throws(ExternalError) -> ProgramAnswer {
    let first = turn.add(1, ordering: .relaxed).oldValue
    var number = first
    while true {
      let worker = workers[number % workers.count]
      let answer = await withCheckedContinuation { continuation in
        worker.take(PluginWorker.Request(id: id, line: line) { continuation.resume(returning: $0) })
      }
      number += 1
      if case .failure(let error) = answer, error.isUnasked, number < first + workers.count { continue }
      return try answer.get().checked()
    }
  }

  /// Asks the first of them and waits; requests are answered in order.
  func askAndWait(_ id: String, _ line: JSONWriter) throws(ExternalError) -> ProgramAnswer {
    let waiting = Waiting()
    workers[0].take(PluginWorker.Request(id: id, line: line) { waiting.end(with: $0) })
    return try waiting.answer().get().checked()
  }

  /// Lets the programs answer what they have and ends them, all at the same time.
  func stop() {
    for worker in workers { worker.askToStop() }
    for worker in workers { worker.waitForEnd() }
  }

  func kill() {
    for worker in workers { worker.kill() }
  }
}

/// Blocks a thread until an answer comes.
final class Waiting: @unchecked Sendable {
  // The semaphore orders the write before the read.
  private var semaphore = sem_t()
  private var result: Result<ProgramAnswer, ExternalError>?

  init() { sem_init(&semaphore, 0, 0) }
  deinit { sem_destroy(&semaphore) }

  func end(with result: Result<ProgramAnswer, ExternalError>) {
    self.result = result
    sem_post(&semaphore)
  }

  func answer() -> Result<ProgramAnswer, ExternalError> {
    while sem_wait(&semaphore) != 0 {}
    return result ?? .failure(ExternalError("no answer came"))
  }
}

/// The programs that this process has started, by command and settings: components that are made twice share them.
public enum RunningPlugins {
  private struct Key: Hashable {
    let command: ExternalCommand
    let hello: Hello
  }

  private static let pools = Mutex<[Key: PluginPool]>([:])

  static func pool(_ command: ExternalCommand, _ hello: Hello) -> PluginPool {
    pools.withLock { pools in
      let key = Key(command: command, hello: hello)
      if let pool = pools[key] { return pool }
      let pool = PluginPool(command, hello)
      pools[key] = pool
      return pool
    }
  }

  /// Lets programs finish, and ends them.
  ///
  /// - Parameter folder: where they work; without it, all of them.
  public static func stop(in folder: String? = nil) {
    let running = pools.withLock { pools in
      let some = pools.filter { folder == nil || $0.key.command.folder == folder }
      for key in some.keys { pools[key] = nil }
      return some.values.map { $0 }
    }
    for pool in running { pool.stop() }
  }
}
