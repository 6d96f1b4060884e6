public import Standoff
import Synchronization

/// Takes what a component has to say of a text while it works.
///
/// A class, because component and engine share it; the lock makes it safe for stages that work in parallel inside.
public final class Diagnostics: Sendable {
  private let map: OffsetMap
  private let collected = Mutex<[Diagnostic]>([])

  /// - Parameter map: leads spans of the text back to the file. A reader, which has no text yet, names bytes itself.
  public init(map: OffsetMap = OffsetMap()) { self.map = map }

  /// Says something that a reader of the results may want to know.
  public func note(_ message: Diagnostic.Message, at span: Span) { add(.note, message, map.file(span)) }
  /// Says that something is wrong with the text at a place.
  public func warn(_ message: Diagnostic.Message, at span: Span) { add(.warning, message, map.file(span)) }

  /// The same by bytes of the file, or without a place.
  public func note(_ message: Diagnostic.Message, source: Range<Int>? = nil) { add(.note, message, source) }
  /// The same by bytes of the file, or without a place.
  public func warn(_ message: Diagnostic.Message, source: Range<Int>? = nil) { add(.warning, message, source) }

  /// Everything said so far, in order.
  public var all: [Diagnostic] { collected.withLock { $0 } }

  private func add(_ severity: Diagnostic.Severity, _ message: Diagnostic.Message, _ source: Range<Int>?) {
    collected.withLock { $0.append(Diagnostic(severity, message, source: source)) }
  }
}
