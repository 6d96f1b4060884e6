import Foundation
import TestSupport
import Testing

/// What a user sees of a stage of their own: in the summary, in a table, in the report, and in a test that fails.
@Suite("Layers of the user's own", .enabled(if: Programs.hasPython))
struct OwnLayersTests {
  private let workplace: Workplace

  init() throws {
    workplace = try Workplace()
    try workplace.write(
      "name: dates.plain\ncommand: [python3, stage.py]\nprovides: [date, remark]\n", to: "dates/plugin.yaml")
    try workplace.write(
      """
      import json, re, sys
      sys.stdin.readline()
      print(json.dumps({"twosouls": 1}))
      for line in sys.stdin:
          document = json.loads(line)
          dates = [{"id": f"d{n}", "start": m.start(), "end": m.end(), "kind": "year", "score": 0.75, "value": int(m.group())}
                   for n, m in enumerate(re.finditer(r"1[0-9]{3}", document["text"]))]
          remarks = [{"on": "d0", "says": "=first"}] if dates else []
          print(json.dumps({"id": document["id"], "layers": {"date": dates, "remark": remarks}}))

      """, to: "dates/stage.py")
    try workplace.write(
      """
      twosouls: 1
      stages: [read.text, segment.paragraphs, dates.plain, report.csv, report.html]
      examples:
        - { text: "In 1848 and 1871.", expect: { layers: { date: 3, remark: 1 } } }

      """, to: "p.yaml")
    try workplace.write("Élan, 1848; “𝔗” and 1871.\n", to: "in/a.txt")
    try workplace.write("No year.\n", to: "in/b.txt")
  }

  @Test("stand in the summary, with their labels, and the check has nothing to warn of")
  func summary() throws {
    let check = try workplace.run("twosouls check --allow-exec p.yaml")
    #expect(check.status == 0 && check.errors.isEmpty, "\(check.errors)")
    let run = try workplace.run("twosouls run --allow-exec -p p.yaml in -o out")
    #expect(run.status == 0, "\(run.errors)")
    let lines = run.errors.split(separator: "\n").map(String.init)
    #expect(lines.contains("date        2: year 2"), "\(run.errors)")
    #expect(lines.contains("remark      1: =first 1"), "\(run.errors)")
    #expect(lines.last?.contains("out/annotations.csv") == true)
  }

  @Test("stand below each other in the summary, however long their names are")
  func columns() throws {
    let long = "named-entity-of-somebody"
    try workplace.write(
      "twosouls: 1\nstages: [read.text, segment.paragraphs, { use: marks.plain, as: \(long) }, report.csv]\n",
      to: "long.yaml")
    try workplace.write(
      "name: marks.plain\ncommand: [python3, ../dates/stage.py]\nprovides: [date]\n", to: "marks/plugin.yaml")
    try workplace.write(
      try workplace.text("dates/stage.py").replacing(#", "remark": remarks"#, with: ""), to: "dates/stage.py")
    let run = try workplace.run("twosouls run --allow-exec -p long.yaml in/a.txt -o out")
    let lines = run.errors.split(separator: "\n").dropFirst().map { $0.prefix(long.count + 3) }
    #expect(lines.allSatisfy { $0.dropLast().hasSuffix("  ") && !$0.hasSuffix(" ") }, "\(run.errors)")
    #expect(run.errors.contains("\(long)  2: year 2"), "\(run.errors)")
  }

  @Test("have a table that Python reads")
  func table() throws {
    _ = try workplace.run("twosouls run --allow-exec -p p.yaml in -o out")
    let rows = try workplace.run(
      """
      python3 -c '
      import csv, json
      for row in csv.DictReader(open("out/annotations.csv", encoding="utf-8", newline="")):
          text = "Élan, 1848; “𝔗” and 1871."
          place = text[int(row["start"]):int(row["end"])]
          print(row["document"], row["layer"], row["id"], row["on"], row["label"], row["score"], row["words"], place,
                json.loads(row["fields"]), sep="|")'
      """)
    #expect(
      rows.text == """
        a.txt|date|d0||year|0.75|1848|1848|{'kind': 'year', 'score': 0.75, 'value': 1848}
        a.txt|date|d1||year|0.75|1871|1871|{'kind': 'year', 'score': 0.75, 'value': 1871}
        a.txt|remark|remark-1|d0|'=first||1848|1848|{'says': '=first'}

        """, "\(rows.text)\(rows.errors)")
    let again = try workplace.run(
      "twosouls report --allow-exec -p p.yaml out -o again && cmp out/annotations.csv again/annotations.csv")
    #expect(again.status == 0, "\(again.errors)")
  }

  @Test("are shown by an example that fails")
  func example() throws {
    let test = try workplace.run("twosouls test --allow-exec p.yaml")
    #expect(test.status == 1)
    #expect(test.text.contains("layer date  3         2"), "\(test.text)")
    #expect(test.text.contains("date d0: “1848”, year 0.75"), "\(test.text)")
    #expect(!test.text.contains("remark remark-1"), "it was found as expected:\n\(test.text)")
  }
}
