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
/// costs more than reading it. Never so long that the program would run out of work.
struct Pace {
  private var microseconds: UInt32 = 0
  private static let (least, most): (UInt32, UInt32) = (32, 1000)

  /// - Parameter flush: called before a rest.
  func rest(for owed: Int, _ flush: () -> Void) {
    guard microseconds > 0, owed >= 4 else { return }
    flush()
    usleep(microseconds)
  }

  /// Rests longer where few answers had come, shorter where the program had nearly nothing left to do.
  mutating func note(_ answers: Int, of owed: Int) {
    if answers * 2 < owed, owed >= 4 {
      microseconds = min(max(microseconds * 2, Self.least), Self.most)
    } else if answers * 4 > owed * 3 {
      microseconds = microseconds / 2 < Self.least ? 0 : microseconds / 2
    }
  }
}
