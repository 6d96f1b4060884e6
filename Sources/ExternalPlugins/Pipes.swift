import CProcess
import Glibc

/// An open file of this process, closed with its last user.
final class OpenFile: Sendable {
  let number: Int32

  /// - Parameter number: an open file that nobody else closes.
  init(_ number: Int32) { self.number = number }

  deinit { close(number) }

  /// From now on, reading and writing never wait.
  func refuseToWait() { _ = fcntl(number, F_SETFL, fcntl(number, F_GETFL) | O_NONBLOCK) }
}

/// A pipe with an end for this process and one for another; neither is inherited by programs started elsewhere.
struct Pipe {
  let reading: OpenFile
  let writing: OpenFile

  init() throws(ExternalError) {
    var ends: [Int32] = [-1, -1]
    guard twosouls_pipe(&ends) == 0 else { throw ExternalError("no pipe could be made: \(reason(errno))") }
    reading = OpenFile(ends[0])
    writing = OpenFile(ends[1])
  }
}

/// What the keeper of a program is told.
struct KeeperControl: Sendable {
  let file: OpenFile

  /// Ends the program and all that it has started.
  func end() { send(0) }

  /// Sends the program and its group a signal.
  func send(_ signal: Int32) {
    var order = UInt8(truncatingIfNeeded: signal)
    _ = write(file.number, &order, 1)
  }
}

/// What the system says of an error number.
func reason(_ number: Int32) -> String { String(cString: strerror(number)) }

/// Seconds that only grow.
func now() -> Double {
  var time = timespec()
  clock_gettime(CLOCK_MONOTONIC, &time)
  return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}
