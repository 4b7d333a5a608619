/// The text under which a path is kept: the path itself, or its bytes spelt out where they are not UTF-8.
///
/// A name on disk is bytes; a text column holds text. A path that is not UTF-8 is kept as `bytes:` and the
/// percent-encoded path, which no absolute path can be mistaken for, and turns back into the same bytes.
package struct StoredPath: Sendable, Hashable, Comparable, CustomStringConvertible {
    package let text: String

    private static let mark = "bytes:"

    package init(bytes: [UInt8]) {
        if let text = String(validating: bytes, as: UTF8.self) {
            self.text = text
            return
        }
        text = Self.mark + PercentEncoding.encoded(bytes, keepingSlashes: true)
    }

    package init(text: String) { self.text = text }

    /// The bytes to open the file with.
    package var bytes: [UInt8] {
        guard text.hasPrefix(Self.mark) else { return Array(text.utf8) }
        return PercentEncoding.decodedBytes(
            Array(text.utf8.dropFirst(Self.mark.utf8.count)), plusIsSpace: false)
    }

    /// What a person is shown: the path, with a mark where a byte is no text.
    package var description: String { String(decoding: bytes, as: UTF8.self) }

    package static func < (left: StoredPath, right: StoredPath) -> Bool { left.text < right.text }
}
