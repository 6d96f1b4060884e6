/// Works on many inputs side by side and hands on the answers in input order.
///
/// At most `width` inputs are worked on, and at most `budget` bytes of input are in work or waiting to be handed on,
/// unless a single input is larger than that.
///
/// - Parameter next: the next input and its size, or nothing at the end.
func orderedMap<Input: Sendable, Output: Sendable>(
  isolation: isolated (any Actor)? = #isolation, width: Int, budget: Int, next: () -> (Input, size: Int)?,
  work: @escaping @Sendable (Input) async -> Output, emit: (Output) async throws -> Void
) async throws {
  try await withThrowingTaskGroup(of: (Int, Int, Output).self) { group in
    var (started, handedOn, running, held) = (0, 0, 0, 0)
    var waiting: [Int: (Int, Output)] = [:]
    var upcoming: (Input, size: Int)?
    func start() {
      while running < width, started - handedOn < 2 * width {
        upcoming = upcoming ?? next()
        guard let (input, size) = upcoming, held == 0 || held + size <= budget else { return }
        upcoming = nil
        let number = started
        started += 1
        running += 1
        held += size
        group.addTask { (number, size, await work(input)) }
      }
    }
    start()
    while let (number, size, output) = try await group.next() {
      running -= 1
      waiting[number] = (size, output)
      start()
      while let (size, output) = waiting.removeValue(forKey: handedOn) {
        try await emit(output)
        handedOn += 1
        held -= size
        start()
      }
    }
  }
}

/// The answers for values that are there already, in their order; at most `width` are worked on at the same time.
func sideBySide<Input: Sendable, Output: Sendable>(
  _ inputs: [Input], width: Int, work: @escaping @Sendable (Input) async -> Output
) async -> [Output] {
  await withTaskGroup(of: (Int, Output).self) { group in
    var outputs = [Output?](repeating: nil, count: inputs.count)
    var started = 0
    func start() {
      guard started < inputs.count else { return }
      let number = started
      started += 1
      group.addTask { (number, await work(inputs[number])) }
    }
    for _ in 0..<width { start() }
    for await (number, output) in group {
      outputs[number] = output
      start()
    }
    return outputs.compactMap { $0 }
  }
}
