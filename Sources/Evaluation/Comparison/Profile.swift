public struct Profile: Sendable {
  public static let fewItems = 10
}
