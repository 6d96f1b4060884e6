import Foundation
import TestSupport
import Testing

@Suite("What “new” writes works at once")
struct StarterTests {
  private let workplace: Workplace

  init() throws { workplace = try Workplace() }

  private func passes(_ line: String) throws {
    let command = try workplace.run(line)
    #expect(command.status == 0, "\(line)\n\(command.text)\(command.errors)")
  }

  @Test("A pipeline")
  func pipeline() throws {
    try passes("twosouls new pipeline debates && twosouls check debates.yaml && twosouls test debates.yaml")
    try passes("twosouls run -p debates.yaml Fixtures/texts/plain/one-line.txt -o out --quiet")
    let again = try workplace.run("twosouls new pipeline debates.yaml")
    #expect(again.status == 73 && again.errors.contains("debates.yaml is there already"))
  }

  @Test("A codebook, with its words and its pipeline, from any folder")
  func codebook() throws {
    try passes("twosouls new codebook home-rule && twosouls test home-rule/pipeline.yaml")
    try passes("cd home-rule && twosouls check pipeline.yaml && twosouls test pipeline.yaml")
    try workplace.write(
      "Let the towns decide it themselves.\n\nThe ministry knows best in this.\n\nIt rained all day in March.\n",
      to: "texts/a.txt")
    try passes("twosouls run -p home-rule/pipeline.yaml texts -o out --quiet")
    let passages = try workplace.text("out/passages.csv")
    #expect(passages.contains("central") && passages.contains("expertise") && passages.contains("local"))
    try passes("twosouls sample out --n 2 --codebook home-rule/home-rule.yaml -o sheet.csv")
    let wrong = try workplace.run("twosouls new codebook 9lives")
    #expect(wrong.status == 64)
  }

  @Test("A stage in Python", .enabled(if: Programs.hasPython))
  func python() throws { try keepsTheContract("python") }

  @Test("A stage in R", .enabled(if: Programs.hasR))
  func r() throws { try keepsTheContract("r") }

  private func keepsTheContract(_ language: String) throws {
    try passes("twosouls new stage my.words --language \(language)")
    let kit = try workplace.run("twosouls plugin test my.words")
    #expect(kit.status == 0 && kit.text == "my.words: keeps the contract\n", "\(kit.text)\(kit.errors)")
    try passes("twosouls test --allow-exec --plugin-path my.words my.words/example.yaml")
  }

  @Test("A stage in Swift, and its test, are of the interface that is there", .enabled(if: Programs.hasSwift))
  func swift() throws {
    try passes("twosouls new stage my.words --language swift")
    let compiler =
      "swiftc -swift-version 6 -warnings-as-errors -parse-as-library -I \(Repository.products.path)/Modules -I ."
    try passes(
      "\(compiler) -emit-module -module-name MyWordsPlugin -o MyWordsPlugin.swiftmodule my.words/Sources/MyWordsPlugin/*.swift"
    )
    try passes("\(compiler) -typecheck my.words/Tests/MyWordsTests/*.swift")
    let main = try workplace.text("my.words/Sources/my-twosouls/Main.swift")
    #expect(main.contains("import TwoSoulsTool") && main.contains("await Tool.main(adding: [MyWordsPlugin.self])"))
  }
}
