import CatalogCore

/// Some events, column by column: `columns[.time][i]` is the time of the i-th.
package struct EventColumns: Sendable {
    private var values: [[Int64]]
    package private(set) var count = 0

    init() { values = EventColumn.allCases.map { _ in [] } }

    package subscript(column: EventColumn) -> [Int64] { values[column.rawValue] }

    mutating func removeAll() {
        for column in values.indices { values[column].removeAll(keepingCapacity: true) }
        count = 0
    }

    mutating func append(_ event: [Int64]) {
        for column in values.indices { values[column].append(event[column]) }
        count += 1
    }

    /// Keeps the events that are no removals and that none took back.
    mutating func keepStanding(without takenBack: Set<Int64>) {
        let isRemoval = Int64(EventKind.removal.code)
        let (ids, kinds) = (self[.id], self[.kind])
        guard !takenBack.isEmpty || kinds.contains(isRemoval) else { return }
        let kept = (0..<count).filter { kinds[$0] != isRemoval && !takenBack.contains(ids[$0]) }
        guard kept.count < count else { return }
        for column in values.indices {
            let all = values[column]
            values[column] = kept.map { all[$0] }
        }
        count = kept.count
    }

    // MARK: As bytes

    private static let formatVersion: UInt8 = 1

    /// Each column as the smallest number, the width of what is left, and what is left of each: see docs/FORMATS.md.
    var encoded: [UInt8] {
        var bytes = [Self.formatVersion]
        Self.append(UInt64(count), width: 4, to: &bytes)
        for column in values {
            let least = column.min() ?? 0
            let span = UInt64(bitPattern: (column.max() ?? 0) &- least)
            let width = span == 0 ? 0 : span <= 0xFF ? 1 : span <= 0xFFFF ? 2 : span <= 0xFFFF_FFFF ? 4 : 8
            bytes.append(UInt8(width))
            Self.append(UInt64(bitPattern: least), width: 8, to: &bytes)
            switch width {
            case 0: break
            case 1: Self.append(column, above: least, as: UInt8.self, to: &bytes)
            case 2: Self.append(column, above: least, as: UInt16.self, to: &bytes)
            case 4: Self.append(column, above: least, as: UInt32.self, to: &bytes)
            default: Self.append(column, above: least, as: UInt64.self, to: &bytes)
            }
        }
        return bytes
    }

    private static func append<Stored: FixedWidthInteger & UnsignedInteger & BitwiseCopyable>(
        _ column: [Int64], above least: Int64, as type: Stored.Type, to bytes: inout [UInt8]
    ) {
        let stored = column.map { Stored(truncatingIfNeeded: $0 &- least).littleEndian }
        stored.withUnsafeBytes { bytes.append(contentsOf: $0) }
    }

    private static func append(_ value: UInt64, width: Int, to bytes: inout [UInt8]) {
        withUnsafeBytes(of: value.littleEndian) { bytes.append(contentsOf: $0.prefix(width)) }
    }

    /// Reads what `encoded` wrote; false where the bytes are something else.
    mutating func decode(_ bytes: UnsafeRawBufferPointer) -> Bool {
        removeAll()
        guard bytes.count >= 5, bytes[0] == Self.formatVersion else { return false }
        let count = Int(bytes.loadUnaligned(fromByteOffset: 1, as: UInt32.self).littleEndian)
        guard count <= EventBlocks.size else { return false }
        var place = 5
        for column in values.indices {
            guard place + 9 <= bytes.count else { return false }
            let width = Int(bytes[place])
            let least = Int64(littleEndian: bytes.loadUnaligned(fromByteOffset: place + 1, as: Int64.self))
            place += 9
            guard place + width * count <= bytes.count else { return false }
            let rest = UnsafeRawBufferPointer(rebasing: bytes[place..<place + width * count])
            guard Self.decode(rest, width: width, count: count, least: least, into: &values[column]) else {
                return false
            }
            place += width * count
        }
        self.count = count
        return place == bytes.count
    }

    /// Adds to a column that is empty and keeps its memory from block to block.
    private static func decode(
        _ bytes: UnsafeRawBufferPointer, width: Int, count: Int, least: Int64, into column: inout [Int64]
    ) -> Bool {
        switch width {
        case 0: column.append(contentsOf: repeatElement(least, count: count))
        case 1: decode(bytes, count: count, least: least, as: UInt8.self, into: &column)
        case 2: decode(bytes, count: count, least: least, as: UInt16.self, into: &column)
        case 4: decode(bytes, count: count, least: least, as: UInt32.self, into: &column)
        case 8: decode(bytes, count: count, least: least, as: UInt64.self, into: &column)
        default: return false
        }
        return true
    }

    private static func decode<Stored: FixedWidthInteger & UnsignedInteger & BitwiseCopyable>(
        _ bytes: UnsafeRawBufferPointer, count: Int, least: Int64, as type: Stored.Type,
        into column: inout [Int64]
    ) {
        column.append(
            contentsOf: (0..<count).lazy.map { index in
                let stored = bytes.loadUnaligned(
                    fromByteOffset: index * MemoryLayout<Stored>.size, as: Stored.self)
                return least &+ Int64(truncatingIfNeeded: stored.littleEndian)
            })
    }
}
