/// What a recording sounds like, by Chromaprint: one 32-bit word for about an eighth of a second, over the first two
/// minutes. Two encodings of one recording differ in few bits; two recordings in about half of them.
package struct Fingerprint: Sendable, Equatable {
    package static let analysedSecondsMax = 120.0
    /// The time that one word stands for: 4,096 samples a third apart, at 11,025 Hz.
    package static let secondsPerWord = 4_096.0 / 3 / 11_025

    package let words: [UInt32]

    package init(words: [UInt32]) { self.words = words }

    /// Four bytes for each word, lowest first.
    package var bytes: [UInt8] {
        words.flatMap { word in [0, 8, 16, 24].map { UInt8(truncatingIfNeeded: word >> $0) } }
    }

    /// Sixteen hexadecimal digits (FNV-1a over the bytes) that tell two fingerprints apart at a glance; that two
    /// recordings are one is told by the words.
    package var shortID: String {
        let hash = bytes.reduce(UInt64(0xCBF2_9CE4_8422_2325)) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
        let digits = String(hash, radix: 16)
        return String(repeating: "0", count: 16 - digits.utf8.count) + digits
    }

    /// A fingerprint from its bytes; nil where they are no whole words.
    package init?(bytes: [UInt8]) {
        guard bytes.count % 4 == 0 else { return nil }
        words = stride(from: 0, to: bytes.count, by: 4).map { start in
            bytes[start..<start + 4].reversed().reduce(0) { $0 << 8 | UInt32($1) }
        }
    }
}
