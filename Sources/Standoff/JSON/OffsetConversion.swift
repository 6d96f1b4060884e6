/// Counts the offsets of fields whose labels are not known here in another unit.
///
/// Offsets are the numbers `start` and `end` of any object, and the pairs `mention` and `scope`.
struct OffsetConversion: Sendable {
  private static let single: Set<String> = ["start", "end"]
  private static let pairs: Set<String> = ["mention", "scope"]

  private let from: TextOffsets
  private let to: TextOffsets

  init(_ text: Text, from: TextOffsets, to unit: OffsetUnit) {
    self.from = from
    to = TextOffsets(text, unit: unit)
  }

  init(_ text: Text, from unit: OffsetUnit, to: TextOffsets) {
    from = TextOffsets(text, unit: unit)
    self.to = to
  }

  func convert(_ members: [JSONValue.Member]) -> [JSONValue.Member] {
    members.map { JSONValue.Member(key: $0.key, value: convert($0)) }
  }

  func convert(_ member: JSONValue.Member) -> JSONValue {
    switch member.value {
    case .number where Self.single.contains(member.key): return offset(member.value)
    case .array(let values) where Self.pairs.contains(member.key): return .array(values.map(offset))
    default: return convert(member.value)
    }
  }

  private func convert(_ value: JSONValue) -> JSONValue {
    switch value {
    case .array(let values): .array(values.map(convert))
    case .object(let members): .object(convert(members))
    default: value
    }
  }

  /// An offset that the text does not have stays as it is, to be refused by whoever reads it.
  private func offset(_ value: JSONValue) -> JSONValue {
    guard let number = value.integer, let byte = from.byte(at: number) else { return value }
    return .number("\(to.offset(at: byte))")
  }
}
