import Standoff

/// What is kept of a sample beside the sheet that is coded: its design, how it came out, and of which run it is.
public struct SampleRecord: Sendable, Equatable {
  public var design: SampleDesign
  public var sample: Sample
  /// The hashes of the runs whose results were drawn from.
  public var runs: [String]
  public var version: String

  public init(_ sample: Sample, _ design: SampleDesign, runs: [String], version: String) {
    self.sample = sample
    self.design = design
    self.runs = runs
    self.version = version
  }

  /// One object: `sample` (1), `version`, `runs`, `unit`, `by`, `allocation`, `draws`, `seed`, `population`, `n`, `strata`,
  /// `items` (each with `item`, `document`, `id` and the number of its stratum).
  public func json() -> [UInt8] {
    var json = JSONWriter()
    json.openObject()
    json.key("sample")
    json.integer(1)
    for (key, value) in [
      ("version", version), ("unit", design.unit.rawValue), ("by", design.stratification?.rawValue ?? "none"),
      ("allocation", design.allocation.rawValue), ("draws", sample.hasClusters ? "documents" : "items"),
      ("seed", "\(design.seed)"),
    ] {
      json.key(named: key)
      json.string(value)
    }
    json.key("runs")
    json.openArray()
    for run in runs { json.string(run) }
    json.closeArray()
    for (key, value) in [("population", sample.population), ("n", sample.items.count)] {
      json.key(named: key)
      json.integer(value)
    }
    json.key("strata")
    json.openArray()
    for stratum in sample.strata {
      json.openObject()
      json.key("name")
      json.string(stratum.name)
      json.key("population")
      json.integer(stratum.population)
      json.key("n")
      json.integer(stratum.drawn)
      json.key("probability")
      json.number(stratum.probability)
      json.closeObject()
    }
    json.closeArray()
    json.key("items")
    json.openArray()
    for (number, item) in sample.items.enumerated() {
      json.openObject()
      json.key("item")
      json.integer(number + 1)
      json.key("document")
      json.string(item.document)
      json.key("id")
      json.string(item.id.description)
      json.key("stratum")
      json.integer(item.stratum)
      json.closeObject()
    }
    json.closeArray()
    json.closeObject()
    json.newline()
    return json.bytes
  }

  /// - Parameters:
  ///   - bytes: the file that says how the sample was drawn.
  ///   - name: the file's name, for errors.
  public init(_ bytes: [UInt8], name: String) throws(GoldError) {
    func wrong(_ message: String) -> GoldError { GoldError(file: name, line: 1, column: 1, message) }
    let json: JSONValue
    do {
      json = try JSONValue(parsing: bytes)
    } catch {
      throw wrong("no valid JSON: expected \(error.expected)")
    }
    guard json["sample"]?.integer == 1, let unit = json["unit"]?.string.flatMap(SampleDesign.Unit.init),
      let allocation = json["allocation"]?.string.flatMap(SampleDesign.Allocation.init),
      let seed = json["seed"]?.string.flatMap({ UInt64($0) }), let population = json["population"]?.integer
    else { throw wrong("this is no record of a sample; “\(ToolName.current) sample” writes one beside its sheet") }
    var strata: [Sample.Stratum] = []
    for value in json["strata"]?.array ?? [] {
      guard let name = value["name"]?.string, let population = value["population"]?.integer,
        let n = value["n"]?.integer, n > 0, n <= population
      else { throw wrong("a stratum needs “name”, “population” and “n”, which is no greater") }
      strata.append(Sample.Stratum(name: name, population: population, drawn: n))
    }
    var items: [Sample.Item] = []
    for value in json["items"]?.array ?? [] {
      guard let document = value["document"]?.string, let id = value["id"]?.string,
        let stratum = value["stratum"]?.integer, strata.indices.contains(stratum)
      else { throw wrong("an item needs “document”, “id” and the number of its “stratum”") }
      items.append(Sample.Item(document: document, id: AnnotationID(id), stratum: stratum))
    }
    let hasClusters = json["draws"]?.string == "documents"
    sample = Sample(strata: strata, items: items, population: population, hasClusters: hasClusters)
    design = SampleDesign(
      unit, hasClusters ? .documents(strata.first?.drawn ?? 0) : .items(items.count),
      by: json["by"]?.string.flatMap(SampleDesign.Stratification.init), allocation: allocation, seed: seed)
    runs = json["runs"]?.array?.compactMap(\.string) ?? []
    version = json["version"]?.string ?? ""
  }
}
