import CatalogCore

/// Damages texts and files the way a bad disk or a bad mind would, the same for the same seed.
package struct SeededBytes {
    private var random: SplitMix64

    package init(seed: UInt64) { random = SplitMix64(seed: seed) }

    package mutating func mutated(_ text: String) -> [UInt8] { mutated(Array(text.utf8)) }

    /// A few of: a byte changed, a slice removed, doubled or filled with noise, the end cut off.
    package mutating func mutated(_ original: [UInt8]) -> [UInt8] {
        var bytes = original
        for _ in 0...random.index(below: 4) where !bytes.isEmpty {
            let start = random.index(below: bytes.count)
            let end = min(bytes.count, start + 1 + random.index(below: 64))
            switch random.index(below: 5) {
            case 0: bytes[start] = UInt8(truncatingIfNeeded: random.next())
            case 1: bytes.removeSubrange(start..<end)
            case 2: bytes.insert(contentsOf: bytes[start..<end], at: start)
            case 3: for index in start..<end { bytes[index] = UInt8(truncatingIfNeeded: random.next()) }
            default: bytes.removeSubrange(start...)
            }
        }
        return bytes
    }
}
