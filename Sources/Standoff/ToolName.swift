import Synchronization

/// What the user types to start this program, for sentences that advise a command.
package enum ToolName {
  private static let held = Mutex("twosouls")

  /// `twosouls`, or the name of a tool of one's own.
  package static var current: String {
    get { held.withLock { $0 } }
    set { held.withLock { $0 = newValue } }
  }
}
