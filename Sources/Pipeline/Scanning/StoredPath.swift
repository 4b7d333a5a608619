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
        var spelt = Self.mark
        for byte in bytes {
            let isPlain = byte > 0x20 && byte < 0x7F && byte != UInt8(ascii: "%")
            spelt += isPlain ? String(UnicodeScalar(byte)) : "%" + Self.hex(byte)
        }
        text = spelt
    }

    package init(text: String) { self.text = text }

    /// The bytes to open the file with.
    package var bytes: [UInt8] {
        guard text.hasPrefix(Self.mark) else { return Array(text.utf8) }
        let spelt = Array(text.utf8.dropFirst(Self.mark.utf8.count))
        var bytes: [UInt8] = []
        var index = 0
        while index < spelt.count {
            if spelt[index] == UInt8(ascii: "%"), index + 2 < spelt.count,
                let value = UInt8(String(decoding: spelt[index + 1...index + 2], as: UTF8.self), radix: 16)
            {
                bytes.append(value)
                index += 3
            } else {
                bytes.append(spelt[index])
                index += 1
            }
        }
        return bytes
    }

    /// What a person is shown: the path, with a mark where a byte is no text.
    package var description: String { String(decoding: bytes, as: UTF8.self) }

    package static func < (left: StoredPath, right: StoredPath) -> Bool { left.text < right.text }

    private static func hex(_ byte: UInt8) -> String {
        let digits = String(byte, radix: 16, uppercase: true)
        return digits.count == 1 ? "0" + digits : digits
    }
}
