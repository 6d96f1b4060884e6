/// Takes inputs through two pipelines, and hands on what became of each under both.
public struct PairedRun: Sendable {
  private let first: Worker
  private let second: Worker
  private let jobs: Int

  /// Takes both pipelines' workers, and how many inputs are worked on side by side.
  public init(_ first: Worker, _ second: Worker, jobs: Int) {
    self.first = first
    self.second = second
    self.jobs = jobs
  }

  /// Hands on the outcomes of one input after another, in their order; no more of them are held than are in work.
  ///
  /// Every input is read once. What goes wrong with one does not throw: it stands in its outcome.
  public func execute(_ inputs: [Input], _ body: (_ first: Outcome, _ second: Outcome) async throws -> Void)
    async throws
  {
    var rest = inputs.makeIterator()
    try await orderedMap(
      width: jobs, budget: Run.budget,
      next: { rest.next().map { ($0, size: 2 * $0.weight) } },
      work: { [first, second] input in
        let input = input.held()
        return (await first.process(input), await second.process(input))
      },
      emit: { try await body($0.0, $0.1) })
  }
}
