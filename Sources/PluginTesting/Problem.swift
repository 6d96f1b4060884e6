import Standoff

/// What can be wrong with an answer, and what to do about it.
enum Problem {
  case undeclared(LayerName)
  case missing(LayerName)
  case taken(LayerName)
  case misplaced(AnnotationID, LayerName, Span)
  case sameID
  case unordered(LayerName)
  case noTarget(AnnotationID, AnnotationID)
  case changing
  case crowded
  case lossy
  case unreadable(any Error)
  case failing(any Error)
  case unprepared(any Error)
  case sameDocument
  case map(String)
  case blocks(String)

  var text: String {
    switch self {
    case .undeclared(let layer): "it answers with the layer “\(layer)”, which it does not declare"
    case .missing(let layer): "it does not answer with the layer “\(layer)”, which it declares"
    case .taken(let layer): "it answers with the layer “\(layer)”, which the document has already"
    case .misplaced(let id, let layer, let span):
      "\(id) in the layer “\(layer)” stands at bytes \(span.lowerBound)–\(span.upperBound), which leave the text or cut a "
        + "character"
    case .sameID: "two annotations share an id"
    case .unordered(let layer): "the layer “\(layer)” is not in the order of the text"
    case .noTarget(let id, let target): "\(id) stands on \(target), which does not exist"
    case .changing: "it answers otherwise the second time"
    case .crowded: "it answers otherwise when other texts are in work beside it"
    case .lossy: "what it answers changes on the way through JSON"
    case .unreadable(let error): "its JSON cannot be read back: \(error)"
    case .failing(let error): "it fails: \(error)"
    case .unprepared(let error): "what it needs cannot be made: \(error)"
    case .sameDocument: "two documents share an id"
    case .map(let problem), .blocks(let problem): problem
    }
  }

  var remedy: String {
    switch self {
    case .undeclared: "name the layer in “provides”, or leave it out"
    case .missing: "answer with every layer of “provides”, empty where there is nothing to say"
    case .taken: "give the layer a name of its own"
    case .misplaced: "check what the offsets count, and that no end lies behind the text"
    case .sameID: "leave the ids out or count them"
    case .unordered: "sort the annotations by where they start"
    case .noTarget: "let “on” name an annotation of the document or of the same answer"
    case .changing: "let nothing depend on chance, the clock, the order of a set, or what was asked before"
    case .crowded: "keep nothing from one document to the next, and answer in the order of the questions"
    case .lossy, .unreadable: "write with the label what its reading needs"
    case .failing(let error) where error is LayerError:
      "keep to the layers of “provides”, to spans inside the text and to ids that exist"
    case .failing: "answer every text, with empty layers where there is nothing to say"
    case .unprepared: "test it in a pipeline of its own"
    case .sameDocument: "number the documents of a file"
    case .map: "let the map lead each byte of the text to where it came from"
    case .blocks: "let blocks follow each other, on whole characters"
    }
  }
}
