public import Standoff

/// A sample as it was drawn: what was drawn from how many, so that each item's probability is known.
public struct Sample: Sendable, Equatable {
  public struct Stratum: Sendable, Equatable {
    public let name: String
    /// Items, or documents where whole ones were drawn.
    public let population: Int
    public let drawn: Int
    public var probability: Double { population > 0 ? Double(drawn) / Double(population) : 0 }

    public init(name: String, population: Int, drawn: Int) {
      self.name = name
      self.population = population
      self.drawn = drawn
    }
  }

  public struct Item: Sendable, Equatable {
    public let document: String
    public let id: AnnotationID
    /// The index of its stratum.
    public let stratum: Int

    public init(document: String, id: AnnotationID, stratum: Int) {
      self.document = document
      self.id = id
      self.stratum = stratum
    }
  }

  public let strata: [Stratum]
  /// In an order by chance, so that a place in the sheet says nothing of the labels found.
  public let items: [Item]
  /// Items in the frame.
  public let population: Int
  /// Whether whole documents were drawn.
  public let hasClusters: Bool

  public init(strata: [Stratum], items: [Item], population: Int, hasClusters: Bool = false) {
    self.strata = strata
    self.items = items
    self.population = population
    self.hasClusters = hasClusters
  }

  /// The probability with which an item came into the sample.
  public func probability(_ item: Item) -> Double { strata[item.stratum].probability }
}

extension Sample {
  /// The strata for a terminal: what was drawn from how many.
  public var text: String {
    let noun = hasClusters ? "documents" : "items"
    var table = TextTable([("stratum", .left), (noun, .right), ("drawn", .right), ("probability", .right)])
    for stratum in strata {
      table.row([
        stratum.name.onOneLine, "\(stratum.population)", "\(stratum.drawn)", decimal(stratum.probability, 4),
      ])
    }
    return table.text() + "\n\(items.count) of \(population) items to be coded"
  }
}
