/// Bytes that are rare in a text, found sixteen bytes at a time.
public struct RareBytes: Sendable {
  private let needles: [SIMD16<UInt8>]
  private let isNeedle: [Bool]

  public init(_ bytes: [UInt8]) {
    needles = bytes.map { SIMD16(repeating: $0) }
    isNeedle = (0...255).map { bytes.contains(UInt8($0)) }
  }

  /// Calls the body with every place of one of the bytes, in order.
  public func forEach(in bytes: UnsafeBufferPointer<UInt8>, _ span: Range<Int>, _ body: (Int) -> Void) {
    guard let base = bytes.baseAddress, span.upperBound <= bytes.count else { return }
    let raw = UnsafeRawPointer(base)
    var position = span.lowerBound
    while position + 16 <= span.upperBound {
      let here = raw.loadUnaligned(fromByteOffset: position, as: SIMD16<UInt8>.self)
      var found = SIMDMask<SIMD16<Int8>>(repeating: false)
      for needle in needles { found = found .| (here .== needle) }
      let halves = unsafeBitCast(
        SIMD16<UInt8>(repeating: 0).replacing(with: SIMD16(repeating: 0xFF), where: found), to: SIMD2<UInt64>.self)
      visit(halves.x, position, body)
      visit(halves.y, position + 8, body)
      position += 16
    }
    while position < span.upperBound {
      if isNeedle[Int(bytes[position])] { body(position) }
      position += 1
    }
  }

  @inline(__always)
  private func visit(_ hits: UInt64, _ base: Int, _ body: (Int) -> Void) {
    var hits = UInt64(littleEndian: hits)
    while hits != 0 {
      let byte = hits.trailingZeroBitCount >> 3
      body(base + byte)
      hits &= ~(0xFF << UInt64(byte << 3))
    }
  }
}
