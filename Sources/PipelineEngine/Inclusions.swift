import PluginAPI
import Synchronization

extension Pipeline {
  /// The inputs, with those that another one of them includes inside that one.
  ///
  /// A file that cannot be opened stays, and fails when its turn comes.
  public func nestingIncluded(_ inputs: [Input]) -> [Input] {
    let readers = readers.compactMap { $0 as? any IncludingReader }
    guard inputs.count > 1, !readers.isEmpty else { return inputs }
    var roots: [String: Int] = [:]
    for (index, input) in inputs.enumerated() where Files.kind(input.path) == .file {
      let name = SourceFile(path: input.path, bytes: []).name
      guard let reader = readers.first(where: { $0.canInclude(name) }), let file = try? input.open() else { continue }
      for path in reader.inclusions(in: file) {
        guard let real = Files.resolved("\(folder(of: input.path))/\(path)"), roots[real] == nil else { continue }
        roots[real] = index
      }
    }
    return roots.isEmpty ? inputs : nested(inputs, roots)
  }

  /// - Parameter roots: by the real path of an included file, the place of the first input that includes it.
  private func nested(_ inputs: [Input], _ roots: [String: Int]) -> [Input] {
    let parents = inputs.indices.map { index in
      Files.resolved(inputs[index].path).flatMap { roots[$0] }.flatMap { $0 == index ? nil : $0 }
    }
    var nested = inputs
    for index in inputs.indices {
      let root = root(of: index, parents)
      if root != index { nested[root].includes.append(inputs[index]) }
    }
    return inputs.indices.filter { root(of: $0, parents) == $0 }.map { nested[$0] }
  }

  /// The input that includes this one and is included by none. Files that include each other in a circle have none; the
  /// first of them takes its place.
  private func root(of index: Int, _ parents: [Int?]) -> Int {
    var place = index
    var passed: Set<Int> = []
    while let parent = parents[place] {
      guard passed.insert(place).inserted else { break }
      place = parent
    }
    var (first, next) = (place, parents[place])
    while let other = next, other != place {
      first = min(first, other)
      next = parents[other]
    }
    return first
  }
}

/// The files that were opened because another one includes them, by their real paths.
///
/// A class, because the readers that open files share it.
final class OpenedFiles: Sendable {
  private let paths = Mutex<Set<String>>([])

  func insert(_ path: String) { paths.withLock { _ = $0.insert(path) } }
  func contains(_ path: String) -> Bool { paths.withLock { $0.contains(path) } }
}
