import Glibc

/// What a program owes an answer, in the order in which it was asked.
struct Owed {
  private var requests: [PluginWorker.Request] = []
  private var start = 0

  var count: Int { requests.count - start }
  var isEmpty: Bool { count == 0 }
  var first: PluginWorker.Request? { isEmpty ? nil : requests[start] }
  var all: ArraySlice<PluginWorker.Request> { requests[start...] }

  mutating func append(_ request: PluginWorker.Request) { requests.append(request) }

  mutating func removeFirst() {
    start += 1
    guard start >= 64 || start == requests.count else { return }
    requests.removeFirst(start)
    start = 0
  }
}

/// How long to rest before the answers of a fast program are read, so that several come at once: being woken for each
/// costs more than reading it. Until about half of what it owes is answered, so that it does not run out of work.
struct Pace {
  /// Seconds that the program takes for an answer, about.
  private var perAnswer = 0.0
  /// Microseconds.
  private static let (least, most) = (32.0, 8000.0)

  /// - Parameter flush: called before a rest.
  func rest(for owed: Int, _ flush: () -> Void) {
    let microseconds = min(perAnswer * Double(owed) / 2 * 1e6, Self.most)
    guard microseconds >= Self.least, owed >= 4 else { return }
    flush()
    usleep(UInt32(microseconds))
  }

  /// - Parameter seconds: since the answers before, or since the program was given work.
  mutating func note(_ answers: Int, of owed: Int, after seconds: Double) {
    guard answers < owed else {
      // It may have waited for work, so that nothing is known but that it can be faster.
      perAnswer /= 2
      return
    }
    let latest = seconds / Double(max(1, answers))
    perAnswer = perAnswer == 0 ? latest : perAnswer * 0.75 + latest * 0.25
  }
}
