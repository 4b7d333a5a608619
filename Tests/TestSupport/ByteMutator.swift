import CatalogCore

/// Damages bytes as disks, networks and enemies do.
package struct ByteMutator {
    /// The start of a file, where its headers are, is hit as often as all the rest.
    private static let headSize = 2_048
    private static let extremes: [UInt8] = [0x00, 0xFF, 0x7F, 0x80, 0x01, 0xFE]

    private var generator: SplitMix64

    package init(seed: UInt64) { generator = SplitMix64(seed: seed) }

    /// One to eight damages to a copy.
    package mutating func mutate(_ original: [UInt8]) -> [UInt8] {
        var bytes = original
        for _ in 0...generator.index(below: 8) {
            guard !bytes.isEmpty else { return bytes }
            damage(&bytes)
        }
        return bytes
    }

    private mutating func damage(_ bytes: inout [UInt8]) {
        let position = place(in: bytes.count)
        let length = min(1 + generator.index(below: 64), bytes.count - position)
        switch generator.index(below: 10) {
        case 0: bytes[position] ^= UInt8(1 << generator.index(below: 8))
        case 1: bytes[position] = UInt8(generator.index(below: 256))
        case 2: bytes[position] = Self.extremes[generator.index(below: Self.extremes.count)]
        case 3:
            for index in position..<min(bytes.count, position + 4) {
                bytes[index] = Self.extremes[generator.index(below: Self.extremes.count)]
            }
        case 4: for index in position..<position + length { bytes[index] = 0 }
        case 5:
            for index in position..<position + length { bytes[index] = UInt8(generator.index(below: 256)) }
        case 6: bytes.removeSubrange(position..<position + length)
        case 7: bytes.insert(contentsOf: bytes[position..<position + length], at: place(in: bytes.count))
        case 8:
            let fill = (0..<length).map { _ in UInt8(generator.index(below: 256)) }
            bytes.insert(contentsOf: fill, at: position)
        default:
            // Cutting the file off is one damage among ten, and seldom near its start.
            let kept = bytes.count - generator.index(below: 1 + bytes.count / (1 + generator.index(below: 4)))
            bytes.removeLast(bytes.count - kept)
        }
    }

    private mutating func place(in count: Int) -> Int {
        let isHead = generator.index(below: 2) == 0
        return generator.index(below: isHead ? min(count, Self.headSize) : count)
    }
}
