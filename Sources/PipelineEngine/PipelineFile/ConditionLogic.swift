public import PluginAPI

/// What can be said of conditions before there is a document.
extension Condition {
  /// Whether the other holds wherever this one does, as far as one can see.
  func implies(_ other: Condition) -> Bool {
    other.required.allSatisfy { wanted in required.contains { $0.implies(wanted) } }
      && other.excluded.allSatisfy { unwanted in
        excluded.contains { unwanted.implies($0) } || required.contains { $0.rulesOut(unwanted) }
      }
  }

  /// Whether no document can meet both.
  func rulesOut(_ other: Condition) -> Bool {
    required.contains { one in
      other.required.contains { one.rulesOut($0) } || other.excluded.contains { one.implies($0) }
    }
      || excluded.contains { one in other.required.contains { $0.implies(one) } }
  }

  /// Whether one of the two holds for every document: the one asks for just what the other leaves out.
  func completes(_ other: Condition) -> Bool {
    func isOpposite(_ one: Condition, _ other: Condition) -> Bool {
      one.required.count == 1 && one.excluded.isEmpty && other.required.isEmpty && other.excluded.count == 1
        && one.required[0].implies(other.excluded[0]) && other.excluded[0].implies(one.required[0])
    }
    return isOpposite(self, other) || isOpposite(other, self)
  }

  /// Whether it can hold for no document.
  var isNever: Bool { rulesOut(self) }
}

extension Condition.Requirement {
  /// Whether the other holds wherever this one does.
  func implies(_ other: Self) -> Bool {
    guard key == other.key else { return false }
    switch key {
    case "layer": return other.values.allSatisfy(values.contains)
    case "language": return values.allSatisfy { value in other.values.contains { Self.language(value, is: $0) } }
    default: return values.allSatisfy(other.values.contains)
    }
  }

  /// Whether no document can meet both.
  func rulesOut(_ other: Self) -> Bool {
    guard key == other.key, key != "layer" else { return false }
    return !values.contains { value in
      other.values.contains {
        key == "language" ? Self.language($0, is: value) || Self.language(value, is: $0) : $0 == value
      }
    }
  }
}

extension Condition {
  /// The formats that it asks for, and where.
  public var formats: [(value: String, place: ConfigNode.Place)] {
    required.filter { $0.key == "format" }.flatMap { requirement in requirement.values.map { ($0, requirement.place) } }
  }
}
