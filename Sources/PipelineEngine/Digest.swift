import CCrypto

/// A SHA-256 digest (FIPS 180-4), computed by the system's libcrypto.
public struct SHA256Digest: Sendable {
  private var context = SHA256_CTX()

  public init() { SHA256_Init(&context) }

  /// Of these bytes alone, in hexadecimal.
  public static func hex(of bytes: [UInt8]) -> String {
    var digest = SHA256Digest()
    digest.update(bytes)
    return digest.hex()
  }

  /// Adds bytes.
  public mutating func update(_ bytes: [UInt8]) {
    bytes.withUnsafeBytes { _ = SHA256_Update(&context, $0.baseAddress, $0.count) }
  }

  /// Adds a string and a mark behind it, so that no two lists of strings come to the same bytes.
  public mutating func update(_ string: String) {
    update(Array(string.utf8))
    update([0])
  }

  /// The hash of what was added so far, in small letters.
  public func hex() -> String {
    var context = context
    var digest = [UInt8](repeating: 0, count: Int(SHA256_DIGEST_LENGTH))
    SHA256_Final(&digest, &context)
    let digits = Array("0123456789abcdef".utf8)
    return String(decoding: digest.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
  }
}
