/// What a client shows to be let in: 32 random bytes, written `ctl_` and hexadecimal digits.
package struct TokenSecret: Sendable, Equatable, CustomStringConvertible {
    package static let byteCount = 32

    package let text: String

    /// - Parameter generator: must be the system's; a seeded one makes guessable tokens and is for tests.
    package init(using generator: inout some RandomNumberGenerator) {
        text =
            "ctl_"
            + Hexadecimal.encode(
                (0..<Self.byteCount).map { _ in UInt8.random(in: 0...255, using: &generator) })
    }

    package init(text: String) { self.text = text }

    package var description: String { text }

    /// What is stored. The secret has 256 random bits, so a plain hash cannot be turned back by trying.
    var hash: [UInt8] { SHA256.hash(text.utf8) }
}
