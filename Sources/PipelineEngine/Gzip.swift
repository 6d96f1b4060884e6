import CZlib

/// Decompresses gzip (RFC 1952) with the system's zlib.
enum Gzip {
  static func isGzip(_ bytes: [UInt8]) -> Bool { bytes.count > 2 && bytes[0] == 0x1F && bytes[1] == 0x8B }

  /// - Parameter limit: the most bytes that may come out, so that a small file cannot fill the memory.
  static func decompress(_ bytes: [UInt8], limit: Int) throws(InputError) -> [UInt8] {
    guard bytes.count <= limit else { throw InputError.large(limit) }
    var stream = z_stream()
    guard inflateInit2_(&stream, 15 + 32, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK else {
      throw InputError.gzip("zlib could not start")
    }
    defer { inflateEnd(&stream) }
    var output: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 256 * 1024)
    var problem: InputError?
    var input = bytes
    input.withUnsafeMutableBufferPointer { buffer in
      stream.next_in = buffer.baseAddress
      stream.avail_in = UInt32(buffer.count)
      var status = Z_OK
      while status != Z_STREAM_END || stream.avail_in > 0 {
        if status == Z_STREAM_END, inflateReset(&stream) != Z_OK { break }
        let produced = chunk.withUnsafeMutableBufferPointer { room in
          stream.next_out = room.baseAddress
          stream.avail_out = UInt32(room.count)
          status = inflate(&stream, Z_NO_FLUSH)
          return room.count - Int(stream.avail_out)
        }
        output.append(contentsOf: chunk[..<produced])
        if output.count > limit {
          problem = .gzip("it unpacks to more than \(limit / 1_000_000) MB")
          return
        }
        if status != Z_OK, status != Z_STREAM_END {
          problem = .gzip(status == Z_BUF_ERROR ? "it ends too early" : "its data are damaged")
          return
        }
      }
    }
    if let problem { throw problem }
    if isGzip(output) { throw InputError.gzip("what it holds is a gzip file again; unpack it once") }
    return output
  }
}
