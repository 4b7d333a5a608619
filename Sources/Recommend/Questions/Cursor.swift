import CatalogCore

/// Where a listing goes on: the moment that it was begun at, and how far it has come.
///
/// A listing is a sequence that depends on an index, on the log up to an event, and on the question alone: whoever has
/// those makes it again and goes on behind the last one shown. No page repeats one and none is left out, whatever
/// happens in between, and a cursor is as long after the thousandth page as after the first.
package struct Cursor: Sendable, Equatable, Codable {
    /// Which index the listing is made from, and of which question.
    let index: UInt32
    let question: UInt32
    /// The last event that the listing knows; 0 for none.
    let event: Int64
    /// The hour of the listing.
    let nowSeconds: Double
    /// How many entries the first page had: the sequence is made in such pages.
    let pageSize: Int
    /// How many entries of the sequence lie behind.
    let offset: Int

    /// A listing that goes on for longer is no listing.
    package static let offsetMax = 20_000
    private static let byteCountMax = 64

    init(index: UInt32, question: UInt32, event: Int64, nowSeconds: Double, pageSize: Int, offset: Int) {
        self.index = index
        self.question = question
        self.event = event
        self.nowSeconds = nowSeconds
        self.pageSize = pageSize
        self.offset = offset
    }

    /// The cursor as a word of letters, digits, `-` and `_`: numbers of variable length with a check, base 64.
    package var text: String {
        var bytes: [UInt8] = []
        let seconds = UInt64(max(0, nowSeconds))
        for number in [
            UInt64(index), UInt64(question), UInt64(max(0, event)), seconds, UInt64(pageSize), UInt64(offset),
        ] {
            var rest = number
            while rest >= 0x80 {
                bytes.append(UInt8(rest & 0x7F) | 0x80)
                rest >>= 7
            }
            bytes.append(UInt8(rest))
        }
        let check = Cursor.check(bytes)
        return Cursor.encode(
            [UInt8(truncatingIfNeeded: check), UInt8(truncatingIfNeeded: check >> 8)] + bytes)
    }

    /// Nil where the text is not a cursor.
    package init?(text: String) {
        guard text.utf8.count <= Cursor.byteCountMax * 2, let all = Cursor.decode(text), all.count >= 2 else {
            return nil
        }
        let bytes = Array(all[2...])
        guard UInt16(all[0]) | UInt16(all[1]) << 8 == Cursor.check(bytes) else { return nil }
        var numbers: [UInt64] = []
        var number: UInt64 = 0
        var shift: UInt64 = 0
        for byte in bytes {
            guard shift <= 56 else { return nil }
            number |= UInt64(byte & 0x7F) << shift
            shift += 7
            if byte & 0x80 == 0 {
                numbers.append(number)
                number = 0
                shift = 0
            }
        }
        guard shift == 0, numbers.count == 6, numbers[0] <= UInt64(UInt32.max),
            numbers[1] <= UInt64(UInt32.max), numbers[2] <= UInt64(Int64.max), numbers[3] < 1 << 40,
            (1...UInt64(Query.limitMax)).contains(numbers[4]), numbers[5] <= UInt64(Cursor.offsetMax)
        else { return nil }
        self.init(
            index: UInt32(numbers[0]), question: UInt32(numbers[1]), event: Int64(numbers[2]),
            nowSeconds: Double(numbers[3]), pageSize: Int(numbers[4]), offset: Int(numbers[5]))
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
