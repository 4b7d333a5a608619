/// A SHA-256 digest: of a whole file, or of the audio in it.
package struct ContentHash: Hashable, Sendable, CustomStringConvertible {
    package static let byteCount = 32

    package let bytes: [UInt8]

    /// The digest in 32 bytes; nil for another number of them.
    package init?(bytes: [UInt8]) {
        guard bytes.count == Self.byteCount else { return nil }
        self.bytes = bytes
    }

    init(digest: [UInt8]) {
        precondition(digest.count == Self.byteCount, "a digest has 32 bytes")
        bytes = digest
    }

    /// In lower-case hexadecimal digits.
    package var description: String {
        let digits = Array("0123456789abcdef".utf8)
        return String(
            decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }
}
