/// The tags that stand behind MPEG audio: ID3v1, APE and Lyrics3, in any order that is seen in the wild.
enum TrailingTags {
    /// Rounds of looking for one more tag at the end.
    static let countMax = 6

    /// Where the tags at the end begin; the end of the source where there are none.
    static func start(in source: any ByteSource, from floor: Int) throws -> Int {
        var end = source.size
        for _ in 0..<countMax {
            guard let shorter = try withoutLastTag(in: source, end: end), shorter >= floor else { break }
            end = shorter
        }
        return end
    }

    private static func withoutLastTag(in source: any ByteSource, end: Int) throws -> Int? {
        let idSize = 128
        if end >= idSize, try source.bytes(at: end - idSize, count: 3) == Array("TAG".utf8) {
            return end - idSize
        }
        let footer = 32
        if end >= footer {
            let bytes = try source.bytes(at: end - footer, count: footer)
            if bytes.count == footer, bytes.starts(with: Array("APETAGEX".utf8)) {
                let size = bytes[12..<16].reversed().reduce(0) { $0 << 8 | Int($1) }
                let hasHeader = bytes[23] & 0x80 != 0
                let total = size + (hasHeader ? footer : 0)
                if size >= footer, total <= end { return end - total }
            }
        }
        if end >= 15, try source.bytes(at: end - 9, count: 9) == Array("LYRICS200".utf8) {
            let digits = try source.bytes(at: end - 15, count: 6)
            if digits.allSatisfy({ $0 >= 48 && $0 <= 57 }) {
                let total = digits.reduce(0) { $0 * 10 + Int($1 - 48) } + 15
                if total <= end { return end - total }
            }
        }
        return nil
    }
}
