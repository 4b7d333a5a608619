/// Writes tags byte by byte, as the formats define them.
package enum TagWriter {
    /// An ID3v2.4 tag of text frames in UTF-8, and of whole frames (name and body) behind them.
    package static func id3v2(text: [String: String], frames: [(name: String, body: [UInt8])] = []) -> [UInt8]
    {
        let texts = text.sorted { $0.key < $1.key }.map { (name: $0.key, body: [3] + Array($0.value.utf8)) }
        var body: [UInt8] = []
        for frame in texts + frames {
            body += Array(frame.name.utf8) + syncSafe(frame.body.count) + [0, 0] + frame.body
        }
        return Array("ID3".utf8) + [4, 0, 0] + syncSafe(body.count) + body
    }

    /// A text frame of the user's own.
    package static func userText(_ name: String, _ value: String) -> (name: String, body: [UInt8]) {
        ("TXXX", [3] + Array(name.utf8) + [0] + Array(value.utf8))
    }

    /// A front cover.
    package static func cover(mediaType: String, bytes: [UInt8]) -> (name: String, body: [UInt8]) {
        ("APIC", [3] + Array(mediaType.utf8) + [0, 3, 0] + bytes)
    }

    /// An ID3v1 tag, in Latin-1.
    package static func id3v1(title: String, artist: String) -> [UInt8] {
        func field(_ text: String, _ size: Int) -> [UInt8] {
            let bytes = text.unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) }.prefix(size)
            return Array(bytes) + [UInt8](repeating: 0, count: size - bytes.count)
        }
        return Array("TAG".utf8) + field(title, 30) + field(artist, 30) + field("", 30) + field("1999", 4)
            + field("", 30) + [17]
    }

    /// Puts a block of comments behind STREAMINFO; other blocks of comments are taken out.
    package static func insertingComments(_ fields: [(String, String)], intoFLAC bytes: [UInt8]) -> [UInt8] {
        var comments = little(7) + Array("catalog".utf8) + little(fields.count)
        for (name, value) in fields {
            let text = Array("\(name)=\(value)".utf8)
            comments += little(text.count) + text
        }
        var blocks: [(type: UInt8, body: [UInt8])] = []
        var position = 4
        var isLast = false
        while !isLast, position + 4 <= bytes.count {
            isLast = bytes[position] & 0x80 != 0
            let size = bytes[position + 1...position + 3].reduce(0) { $0 << 8 | Int($1) }
            blocks.append((bytes[position] & 0x7F, Array(bytes[position + 4..<position + 4 + size])))
            position += 4 + size
        }
        blocks.removeAll { $0.type == 4 }
        blocks.insert((4, comments), at: min(1, blocks.count))
        var result = Array(bytes[0..<4])
        for (index, block) in blocks.enumerated() {
            let size = block.body.count
            result.append(block.type | (index == blocks.count - 1 ? 0x80 : 0))
            result += [UInt8(size >> 16 & 0xFF), UInt8(size >> 8 & 0xFF), UInt8(size & 0xFF)] + block.body
        }
        return result + bytes[position...]
    }

    /// A number in seven bits for each of four bytes.
    package static func syncSafe(_ value: Int) -> [UInt8] {
        [21, 14, 7, 0].map { UInt8(value >> $0 & 0x7F) }
    }

    private static func little(_ value: Int) -> [UInt8] { [0, 8, 16, 24].map { UInt8(value >> $0 & 0xFF) } }
}
