import Glibc

/// Bytes as they come, handed out line by line; the memory is used again.
struct LineBuffer {
  private var bytes: [UInt8] = []
  /// Where the first byte stands that was not handed out, and where the last one ends.
  private var (start, end) = (0, 0)
  /// Up to here no line end was found.
  private var searched = 0
  /// How many bytes are asked for at once.
  private static let portion = 1 << 18

  /// How many bytes wait for the end of their line.
  var count: Int { end - start }

  /// Reads once, as much as is there.
  ///
  /// - Returns: what `read` says.
  mutating func fill(from file: Int32) -> Int {
    if start == end {
      (start, end, searched) = (0, 0, 0)
      // A giant line has passed; its memory is not kept.
      if bytes.count > 4 * Self.portion { bytes = [] }
    }
    if bytes.count - end < Self.portion / 4 { makeRoom() }
    let place = end
    let count = bytes.withUnsafeMutableBytes { read(file, $0.baseAddress.map { $0 + place }, $0.count - place) }
    if count > 0 { end += count }
    return count
  }

  /// Moves what waits to the front, into twice the memory where it fills more than half of it.
  private mutating func makeRoom() {
    let (first, count) = (start, count)
    if count + Self.portion <= bytes.count / 2 {
      bytes.withUnsafeMutableBytes { bytes in
        if let base = bytes.baseAddress { memmove(base, base + first, count) }
      }
    } else {
      let size = max(2 * bytes.count, 2 * Self.portion)
      bytes = Array(unsafeUninitializedCapacity: size) { [bytes] room, initialized in
        guard let base = room.baseAddress else { return }
        memset(base, 0, size)
        bytes.withUnsafeBytes { old in
          if let start = old.baseAddress { memcpy(base, start + first, count) }
        }
        initialized = size
      }
    }
    (start, end) = (0, count)
    searched -= first
  }

  /// The next line, without its end.
  mutating func next() -> [UInt8]? {
    let (from, to) = (searched, end)
    let found = bytes.withUnsafeBytes { bytes -> Int? in
      guard from < to, let base = bytes.baseAddress, let place = memchr(base + from, 0x0A, to - from) else {
        return nil
      }
      return UnsafeRawPointer(place) - base
    }
    guard let lineEnd = found else {
      searched = end
      return nil
    }
    defer {
      start = lineEnd + 1
      searched = start
    }
    return Array(bytes[start..<lineEnd])
  }
}

/// Bytes on their way out.
struct OutgoingBytes {
  private var bytes: [UInt8] = []
  private var sent = 0

  /// How many wait to be taken.
  var count: Int { bytes.count - sent }

  mutating func add(_ more: UnsafeRawBufferPointer) {
    if sent > bytes.count / 2 {
      bytes.removeFirst(sent)
      sent = 0
    }
    bytes.append(contentsOf: more)
  }

  /// Writes as much as is taken.
  ///
  /// - Returns: whether somebody may still read.
  mutating func write(to file: Int32) -> Bool {
    while count > 0 {
      let written = bytes[sent...].withUnsafeBytes { Glibc.write(file, $0.baseAddress, $0.count) }
      if written < 0, errno == EINTR { continue }
      guard written > 0 else { return errno != EPIPE }
      sent += written
    }
    bytes.removeAll(keepingCapacity: bytes.capacity < 1 << 20)
    sent = 0
    return true
  }
}

/// The end of what a program said on its error output.
struct LastWords {
  private var bytes: [UInt8] = []
  private static let most = 2000
  /// How many characters are told of it.
  private static let told = 600

  /// Reads once what is there.
  ///
  /// - Returns: what `read` says.
  @discardableResult
  mutating func fill(from file: Int32) -> Int {
    withUnsafeTemporaryAllocation(byteCount: 1 << 16, alignment: 1) { buffer in
      let count = read(file, buffer.baseAddress, buffer.count)
      guard count > 0 else { return count }
      bytes += buffer[..<count].suffix(Self.most)
      if bytes.count > 2 * Self.most { bytes.removeFirst(bytes.count - Self.most) }
      return count
    }
  }

  /// The last lines, or nothing.
  var text: String? {
    let text = String(decoding: bytes.suffix(Self.most), as: UTF8.self)
    let lines = text.split(whereSeparator: \.isNewline).filter { $0.contains { !$0.isWhitespace } }
    guard !lines.isEmpty else { return nil }
    let words = lines.suffix(4).joined(separator: " / ")
    return words.count > Self.told ? "…" + words.suffix(Self.told) : words
  }
}
