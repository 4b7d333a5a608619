/// Names for states of answers (RFC 9110, 8.8.3).
enum ETag {
    /// A weak name, as the same answer may be sent packed: FNV-1a of the bytes, eight at a time.
    static func of(_ bytes: [UInt8]) -> String {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        func take(_ word: UInt64) {
            hash = (hash ^ word) &* 0x100_0000_01B3
            // A product carries nothing from its upper half to its lower one.
            hash ^= hash >> 32
        }
        bytes.withUnsafeBytes { bytes in
            let rest = bytes.count / 8 * 8
            for place in stride(from: 0, to: rest, by: 8) {
                take(UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: place, as: UInt64.self)))
            }
            for byte in bytes[rest...] { take(UInt64(byte)) }
        }
        return "W/\"\(String(hash, radix: 36))-\(String(bytes.count, radix: 36))\""
    }

    /// Whether `If-None-Match` or `If-Match` names the state. The comparison is weak for both: packed or not, it is the
    /// same state.
    static func matches(_ header: String, _ etag: String) -> Bool {
        if header == etag || header == "*" { return true }
        let wanted = opaque(etag[...])
        return header.split(separator: ",").contains { opaque($0) == wanted }
    }

    private static func opaque(_ tag: Substring) -> Substring {
        let trimmed = tag.drop { $0 == " " }
        let end = trimmed.lastIndex { $0 != " " }.map { trimmed[...$0] } ?? trimmed
        return end.hasPrefix("W/") ? end.dropFirst(2) : end
    }
}
