/// Where a listing goes on: the tracks that were shown, so that no page repeats one, whatever happens in between,
/// and none is left out: the next page is the best of what is left.
package struct Cursor: Sendable, Equatable, Codable {
    /// Ascending indices of what was shown.
    package let shown: [Int32]

    /// A listing that goes on for longer is no listing.
    package static let shownCountMax = 20_000

    package init(shown: [Int32]) { self.shown = Array(Set(shown)).sorted() }

    /// The cursor as a word of letters, digits, `-` and `_`: differences as variable-length numbers, base 64.
    package var text: String {
        var bytes: [UInt8] = []
        var last: Int32 = -1
        for item in shown {
            var difference = UInt32(item - last)
            while difference >= 0x80 {
                bytes.append(UInt8(difference & 0x7F) | 0x80)
                difference >>= 7
            }
            bytes.append(UInt8(difference))
            last = item
        }
        let check = Cursor.check(bytes)
        return Cursor.encode(
            [UInt8(truncatingIfNeeded: check), UInt8(truncatingIfNeeded: check >> 8)] + bytes)
    }

    /// Nil where the text is not a cursor.
    package init?(text: String) {
        guard let all = Cursor.decode(text), all.count >= 2 else { return nil }
        let bytes = Array(all[2...])
        guard UInt16(all[0]) | UInt16(all[1]) << 8 == Cursor.check(bytes) else { return nil }
        var shown: [Int32] = []
        var last: Int64 = -1
        var difference: Int64 = 0
        var shift: Int64 = 0
        for byte in bytes {
            guard shift <= 28 else { return nil }
            difference |= Int64(byte & 0x7F) << shift
            shift += 7
            if byte & 0x80 == 0 {
                last += difference
                guard difference > 0, last <= Int64(Int32.max), shown.count < Cursor.shownCountMax else {
                    return nil
                }
                shown.append(Int32(last))
                difference = 0
                shift = 0
            }
        }
        guard shift == 0 else { return nil }
        self.shown = shown
    }

    /// Fletcher's sum: a mistyped cursor is an error, not a strange page.
    private static func check(_ bytes: [UInt8]) -> UInt16 {
        var low: UInt16 = 1
        var high: UInt16 = 0
        for byte in bytes {
            low = (low + UInt16(byte)) % 255
            high = (high + low) % 255
        }
        return high << 8 | low
    }

    private static let alphabet = Array(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)

    private static func encode(_ bytes: [UInt8]) -> String {
        var text: [UInt8] = []
        var held: UInt32 = 0
        var bits = 0
        for byte in bytes {
            held = held << 8 | UInt32(byte)
            bits += 8
            while bits >= 6 {
                bits -= 6
                text.append(alphabet[Int(held >> UInt32(bits) & 63)])
            }
        }
        if bits > 0 { text.append(alphabet[Int(held << UInt32(6 - bits) & 63)]) }
        return String(decoding: text, as: UTF8.self)
    }

    private static func decode(_ text: String) -> [UInt8]? {
        var values = [UInt8](repeating: 255, count: 256)
        for (value, letter) in alphabet.enumerated() { values[Int(letter)] = UInt8(value) }
        var bytes: [UInt8] = []
        var held: UInt32 = 0
        var bits = 0
        for letter in text.utf8 {
            guard values[Int(letter)] != 255 else { return nil }
            held = held << 6 | UInt32(values[Int(letter)])
            bits += 6
            if bits >= 8 {
                bits -= 8
                bytes.append(UInt8(held >> UInt32(bits) & 255))
            }
        }
        return bytes
    }
}
