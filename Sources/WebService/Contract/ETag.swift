/// Names for states of answers (RFC 9110, 8.8.3).
enum ETag {
    /// A weak name, as the same answer may be sent packed: FNV-1a of the bytes.
    static func of(_ bytes: [UInt8]) -> String {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        return "W/\"\(String(hash, radix: 36))-\(String(bytes.count, radix: 36))\""
    }

    /// Whether `If-None-Match` names the state; the comparison is weak.
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
