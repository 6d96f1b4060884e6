/// Something in a gold file that cannot be used: where it stands and why.
public struct GoldError: Error, Equatable, CustomStringConvertible {
  public let file: String
  /// Lines count from 1.
  public let line: Int
  /// Columns count characters (Unicode scalars) from 1.
  public let column: Int
  public let message: String

  public init(file: String, line: Int, column: Int, _ message: String) {
    self.file = file
    self.line = line
    self.column = column
    self.message = message
  }

  public var description: String { "\(file):\(line):\(column): \(message)" }
}
