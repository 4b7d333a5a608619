/// The part of a file that a `Range` header asks for (RFC 9110, 14): one range; of several the whole is sent.
enum ByteRange: Equatable {
    case whole
    case part(offset: Int64, count: Int64)
    case unsatisfiable

    init(header: String?, size: Int64) {
        guard let header, header.hasPrefix("bytes="), !header.contains(",") else {
            self = .whole
            return
        }
        let sides = header.dropFirst("bytes=".utf8.count).split(
            separator: "-", maxSplits: 1, omittingEmptySubsequences: false)
        // A number beyond all sizes is as good as the largest.
        func number(_ text: Substring) -> Int64? {
            text.utf8.allSatisfy { (0x30...0x39).contains($0) } ? Int64(text) ?? .max : nil
        }
        guard sides.count == 2 else {
            self = .whole
            return
        }
        switch (sides[0].isEmpty, sides[1].isEmpty) {
        case (true, false):
            guard let last = number(sides[1]) else { self = .whole; return }
            self =
                last == 0 || size == 0
                ? .unsatisfiable : .part(offset: max(0, size - last), count: min(last, size))
        case (false, _):
            guard let first = number(sides[0]), let last = sides[1].isEmpty ? Int64.max : number(sides[1]),
                first <= last
            else { self = .whole; return }
            self =
                first >= size ? .unsatisfiable : .part(offset: first, count: min(last, size - 1) - first + 1)
        case (true, true): self = .whole
        }
    }
}
