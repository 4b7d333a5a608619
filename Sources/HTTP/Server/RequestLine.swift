/// Takes a request's target apart, strictly: one decoding, no way out of the tree.
package enum RequestLine {
    package struct Target: Sendable {
        package let path: [String]
        package let query: [(name: String, value: String)]
    }

    package static let segmentCountMax = 16
    package static let queryCountMax = 64

    /// How many parameters a target has.
    static func queryCount(_ target: String) -> Int {
        let parts = target.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        return parts.count == 2 ? parts[1].split(separator: "&").count : 0
    }

    /// The parts of a target such as `/v1/tracks/7?limit=3`; nil where it is malformed.
    package static func parse(_ target: String) -> Target? {
        let parts = target.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        guard let rawPath = parts.first, rawPath.hasPrefix("/") else { return nil }
        var path: [String] = []
        let rawSegments = rawPath.dropFirst().split(separator: "/", omittingEmptySubsequences: false)
        guard rawSegments.count <= segmentCountMax else { return nil }
        for (index, raw) in rawSegments.enumerated() {
            if raw.isEmpty && index == rawSegments.count - 1 { break }
            guard let segment = decoded(raw, plusIsSpace: false), !segment.isEmpty, segment != ".",
                segment != "..",
                !segment.contains("/")
            else { return nil }
            path.append(segment)
        }
        var query: [(name: String, value: String)] = []
        if parts.count == 2 {
            let pairs = parts[1].split(separator: "&")
            guard pairs.count <= queryCountMax else { return nil }
            for pair in pairs {
                let sides = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
                guard let name = decoded(sides[0], plusIsSpace: true),
                    let value = decoded(sides.count == 2 ? sides[1] : "", plusIsSpace: true)
                else { return nil }
                query.append((name, value))
            }
        }
        return Target(path: path, query: query)
    }

    /// The text behind percent signs; nil for a bad escape, a NUL, or bytes that are not UTF-8.
    private static func decoded(_ text: Substring, plusIsSpace: Bool) -> String? {
        var bytes: [UInt8] = []
        let source = Array(text.utf8)
        var index = 0
        while index < source.count {
            switch source[index] {
            case UInt8(ascii: "%"):
                guard index + 2 < source.count, let high = hexDigit(source[index + 1]),
                    let low = hexDigit(source[index + 2])
                else { return nil }
                bytes.append(high << 4 | low)
                index += 3
            case UInt8(ascii: "+") where plusIsSpace:
                bytes.append(UInt8(ascii: " "))
                index += 1
            case let byte:
                bytes.append(byte)
                index += 1
            }
        }
        guard !bytes.contains(0) else { return nil }
        return String(validating: bytes, as: UTF8.self)
    }

    private static func hexDigit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
        default: nil
        }
    }
}
