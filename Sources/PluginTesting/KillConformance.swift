public import PluginAPI
public import Standoff

extension Conformance {
  /// Kills a stage that works elsewhere while texts are in work, and checks what becomes of them: each is answered as
  /// before or fails, and afterwards the stage works as before.
  ///
  /// - Parameters:
  ///   - documents: with the layers that the stage requires.
  ///   - kill: ends what the stage works with, as a crash would.
  public static func findings(
    killing stage: any Stage, over documents: [Document], by kill: () -> Void
  ) async -> [Finding] {
    func find(_ example: String, _ problem: String, _ remedy: String) -> Finding {
      Finding(component: stage.knownAs, example: example, problem: problem, remedy: remedy)
    }
    let before = await answers(of: stage, to: documents)
    guard !before.contains(nil) else {
      return [
        find("\(documents.count) texts side by side", "it does not answer all of them", "answer every text it is asked")
      ]
    }
    async let whileKilled = answers(of: stage, to: documents)
    kill()
    var findings: [Finding] = []
    if zip(before, await whileKilled).contains(where: { $1 != nil && $0 != $1 }) {
      findings.append(
        find("its death with texts in work", "one got another's answer", "give each answer the id of its document"))
    }
    if await answers(of: stage, to: documents) != before {
      findings.append(
        find(
          "the same texts after it was killed", "it answers otherwise, or no more",
          "keep nothing that its start cannot make anew"))
    }
    return findings
  }

  /// What the documents become, side by side; nothing for those that fail.
  private static func answers(of stage: any Stage, to documents: [Document]) async -> [[UInt8]?] {
    await withTaskGroup(of: (Int, [UInt8]?).self) { group in
      for (index, document) in documents.enumerated() {
        group.addTask {
          let answer = try? await stage.annotate(document, Diagnostics(map: document.map))
          return (index, answer.flatMap { try? document.adding($0).json() })
        }
      }
      var answers = [[UInt8]?](repeating: nil, count: documents.count)
      for await (index, answer) in group { answers[index] = answer }
      return answers
    }
  }
}
