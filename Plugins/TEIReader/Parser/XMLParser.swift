import CLibXML2

/// Drives libxml2 over a file and tells a handler what it finds, with the place of every character.
///
/// libxml2 is told to fetch nothing: no network, no external subset, no external entity, no XInclude. It expands the
/// entities of the internal subset and stops at its own limits of depth and amplification; what they let through is
/// counted here. A class, because libxml2 keeps its address for the callbacks; those come one after the other.
final class XMLParser {
  private let context: xmlParserCtxtPtr
  private let path: String
  @exclusivity(unchecked) fileprivate var cursor: SourceCursor
  fileprivate let handler: any XMLHandler
  private let limit: Int
  @exclusivity(unchecked) private var delivered = 0
  /// Behind the last start tag.
  @exclusivity(unchecked) private var place = 0
  @exclusivity(unchecked) private var depth = 0
  @exclusivity(unchecked) private var refusal: TEIError?
  private var trouble: (line: Int, column: Int, message: String)?
  private var complaints = 0

  /// Parses a whole file.
  ///
  /// - Throws: ``TEIError`` for what is not well-formed.
  static func parse(_ source: SourceText, path: String, _ handler: any XMLHandler) throws(TEIError) {
    guard source.utf8.count < Int(Int32.max) else { throw TEIError.tooLarge(path: path) }
    _ = denyEverythingOutside
    // For each thread: what libxml2 has to say outside a parser goes nowhere instead of to standard error.
    xmlSetStructuredErrorFunc(nil) { _, _ in }
    let result: Result<Void, TEIError> = source.utf8.withUnsafeBufferPointer { bytes in
      do throws(TEIError) {
        let parser = try XMLParser(bytes, from: source.start, path: path, handler)
        defer { parser.free() }
        return .success(try parser.run(bytes, from: source.start))
      } catch {
        return .failure(error)
      }
    }
    try result.get()
  }

  /// Process-wide and for good: nothing that libxml2 asks for is opened.
  private static let denyEverythingOutside: Void = {
    xmlInitParser()
    xmlSetExternalEntityLoader { _, _, _ in nil }
  }()

  private init(
    _ bytes: UnsafeBufferPointer<UInt8>, from start: Int, path: String, _ handler: any XMLHandler
  ) throws(TEIError) {
    guard let context = xmlCreatePushParserCtxt(nil, nil, nil, 0, nil) else { throw TEIError.parser(path: path) }
    self.context = context
    self.path = path
    self.handler = handler
    cursor = SourceCursor(bytes, from: start)
    limit = 4 * bytes.count + 1_000_000
  }

  private func free() {
    if let document = context.pointee.myDoc { xmlFreeDoc(document) }
    xmlFreeParserCtxt(context)
  }

  private func run(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) throws(TEIError) {
    // The document is UTF-8 by now, whatever its declaration says.
    let ignoreEncoding: Int32 = 1 << 21
    xmlCtxtUseOptions(context, Int32(XML_PARSE_NONET.rawValue) | ignoreEncoding)
    context.pointee.sax.pointee = Self.callbacks
    context.pointee.userData = Unmanaged.passUnretained(self).toOpaque()
    context.pointee._private = context.pointee.userData
    var at = start
    while at < bytes.count, !isStopped, let base = bytes.baseAddress {
      let count = min(16_384, bytes.count - at)
      UnsafeRawPointer(base + at).withMemoryRebound(to: CChar.self, capacity: count) { chunk in
        _ = xmlParseChunk(context, chunk, Int32(count), 0)
      }
      at += count
      if context.pointee.wellFormed == 0, context.pointee.disableSAX != 0 { break }
    }
    if !isStopped { xmlParseChunk(context, nil, 0, 1) }
    if let refusal { throw refusal }
    if context.pointee.wellFormed == 0 {
      let (line, column, message) = trouble ?? (1, 1, "the parser gave no reason")
      throw TEIError.malformed(path: path, line: line, column: column, message: message)
    }
  }

  private var isStopped: Bool { refusal != nil }

  // MARK: What the callbacks call

  fileprivate func start(_ element: (Range<Int>) -> XMLElement) {
    depth += 1
    guard depth <= Self.maximumDepth else { return stop(.tooDeep(path: path, depth: Self.maximumDepth)) }
    let tag = cursor.startTag(content)
    place = tag.upperBound
    handler.start(element(tag))
  }

  fileprivate func end() {
    guard !isStopped else { return }
    depth -= 1
    cursor.endTag(content)
    handler.end()
  }

  /// Twice what libxml2 allows where it builds a tree; more than any text has.
  private static let maximumDepth = 512

  fileprivate func text(_ bytes: UnsafeBufferPointer<UInt8>, isCDATA: Bool) {
    delivered += bytes.count
    guard delivered <= limit else { return stop(.tooMuchText(path: path, limit: limit)) }
    if isCDATA {
      cursor.cdata(bytes, content) { handler.text($0) }
    } else {
      cursor.text(bytes, content) { handler.text($0) }
    }
  }

  private func stop(_ error: TEIError) {
    refusal = refusal ?? error
    xmlStopParser(context)
  }

  /// The declared entity, or a standard name that the document's own DTD, which is never fetched, would declare.
  fileprivate func entity(_ name: UnsafePointer<UInt8>) -> xmlEntityPtr? {
    if let known = xmlSAX2GetEntity(context, name) { return known }
    guard let document = context.pointee.myDoc, document.pointee.intSubset != nil,
      context.pointee.hasExternalSubset != 0 || context.pointee.hasPErefs != 0,
      let text = StandardEntities.text(of: String(cString: name))
    else { return nil }
    return text.withCString { text in
      text.withMemoryRebound(to: UInt8.self, capacity: 1) { text in
        xmlAddDocEntity(document, name, Int32(XML_INTERNAL_GENERAL_ENTITY.rawValue), nil, nil, text)
      }
    }
  }

  private func content(_ name: UnsafePointer<UInt8>) -> UnsafeBufferPointer<UInt8>? {
    guard let entity = entity(name), entity.pointee.etype == XML_INTERNAL_GENERAL_ENTITY,
      let content = entity.pointee.content
    else { return nil }
    return UnsafeBufferPointer(start: content, count: Int(entity.pointee.length))
  }

  /// libxml2 names every reference behind its text; only one that has none is news.
  fileprivate func reference(_ name: UnsafePointer<UInt8>) {
    if let entity = entity(name), entity.pointee.etype != XML_EXTERNAL_GENERAL_PARSED_ENTITY { return }
    guard let piece = cursor.unknownReference(content) else { return }
    handler.text(piece)
    handler.unknownEntity(String(cString: name), at: piece.source)
  }

  fileprivate func said(_ error: xmlError) {
    let message = error.message.map { String(cString: $0).split(whereSeparator: \.isNewline).joined(separator: " ") }
    let found = (line: Int(error.line), column: Int(error.int2), message: message ?? "no reason given")
    if error.level == XML_ERR_FATAL {
      trouble = trouble ?? found
    } else if complaints < 5 {
      complaints += 1
      handler.complaint(found.message, line: found.line, at: place)
    }
  }

  fileprivate var libxml: xmlParserCtxtPtr { context }
}

// MARK: Callbacks

/// Calls the parser behind the address that libxml2 hands back.
private func parser<Result>(_ data: UnsafeMutableRawPointer?, _ body: (XMLParser) -> Result) -> Result? {
  guard let data else { return nil }
  return Unmanaged<XMLParser>.fromOpaque(data)._withUnsafeGuaranteedRef(body)
}

extension XMLParser {
  fileprivate static var callbacks: xmlSAXHandler {
    var sax = xmlSAXHandler()
    sax.initialized = UInt32(XML_SAX2_MAGIC)
    sax.startElementNs = { data, name, _, namespace, _, _, count, _, attributes in
      guard let name else { return }
      _ = parser(data) {
        $0.start { source in
          XMLElement(
            name: name, namespace: namespace, source: source, attributes: attributes, attributeCount: Int(count))
        }
      }
    }
    sax.endElementNs = { data, _, _, _ in _ = parser(data) { $0.end() } }
    sax.characters = { data, bytes, count in
      _ = parser(data) { $0.text(UnsafeBufferPointer(start: bytes, count: Int(count)), isCDATA: false) }
    }
    sax.ignorableWhitespace = sax.characters
    sax.cdataBlock = { data, bytes, count in
      _ = parser(data) { $0.text(UnsafeBufferPointer(start: bytes, count: Int(count)), isCDATA: true) }
    }
    sax.reference = { data, name in
      if let name { _ = parser(data) { $0.reference(name) } }
    }
    sax.getEntity = { data, name in
      guard let name else { return nil }
      return parser(data) { $0.entity(name) } ?? nil
    }
    // Errors of validity come with another address than the others; the context has ours in any case.
    sax.serror = { _, error in
      guard let error, let context = error.pointee.ctxt else { return }
      let own = context.assumingMemoryBound(to: xmlParserCtxt.self).pointee._private
      _ = parser(own) { $0.said(error.pointee) }
    }
    // What the parser needs to know its own declarations; it is written for its own tree.
    sax.startDocument = { data in _ = parser(data) { xmlSAX2StartDocument($0.libxml) } }
    sax.internalSubset = { data, name, external, system in
      _ = parser(data) { xmlSAX2InternalSubset($0.libxml, name, external, system) }
    }
    sax.entityDecl = { data, name, type, publicID, systemID, content in
      _ = parser(data) { xmlSAX2EntityDecl($0.libxml, name, type, publicID, systemID, content) }
    }
    sax.unparsedEntityDecl = { data, name, publicID, systemID, notation in
      _ = parser(data) { xmlSAX2UnparsedEntityDecl($0.libxml, name, publicID, systemID, notation) }
    }
    sax.notationDecl = { data, name, publicID, systemID in
      _ = parser(data) { xmlSAX2NotationDecl($0.libxml, name, publicID, systemID) }
    }
    sax.getParameterEntity = { data, name in
      parser(data) { xmlSAX2GetParameterEntity($0.libxml, name) } ?? nil
    }
    return sax
  }
}
