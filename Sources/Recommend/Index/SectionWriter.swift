import CatalogCore

/// Gathers numbered columns and lays them out: what index files and stored tastes are made of.
///
/// Little-endian: `CATCOLS1`, the number of sections, the size of the whole, FNV-1a of the table (8 bytes each); then for
/// each section its number, its bytes per value (4 each), its offset and its size (8 each); then the sections, each at a
/// multiple of 64 bytes.
struct SectionWriter {
    static let magic = Array("CATCOLS1".utf8)
    static let headerSize = 32
    static let entrySize = 24
    static let alignment = 64
    static let sectionCountMax = 512

    private struct Section {
        let id: UInt32
        let valueSize: Int
        let byteCount: Int
        /// Calls back with the bytes; keeps them alive until it is let go of.
        let withBytes: ((UnsafeRawBufferPointer) throws -> Void) throws -> Void
        /// What keeps them.
        let owner: any Sendable
    }

    private var sections: [Section] = []

    mutating func add<Value>(_ section: IndexSection, _ column: Column<Value>) {
        add(number: section.rawValue, column)
    }

    mutating func add<Value>(number: UInt32, _ column: Column<Value>) {
        precondition(sections.count < Self.sectionCountMax, "a container has few sections")
        sections.append(
            Section(
                id: number, valueSize: MemoryLayout<Value>.stride, byteCount: column.bytes.count,
                withBytes: { body in try withExtendedLifetime(column) { try body(column.bytes) } },
                owner: column.owner))
    }

    /// The size of the whole.
    var byteCount: Int { layout().size }

    /// Hands out the pieces with their offsets and with what keeps them, in order; what lies between them is zero.
    func write(
        _ piece: (_ offset: Int, _ bytes: UnsafeRawBufferPointer, _ owner: (any Sendable)?) throws -> Void
    ) throws {
        let (offsets, size) = layout()
        let header = header(offsets, size)
        try header.withUnsafeBytes { try piece(0, $0, nil) }
        for (section, offset) in zip(sections, offsets) {
            try section.withBytes { try piece(offset, $0, section.owner) }
        }
    }

    /// All in one array.
    func encoded() throws -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: byteCount)
        try write { offset, piece, _ in
            bytes.withUnsafeMutableBytes { target in
                guard let base = target.baseAddress, let source = piece.baseAddress else { return }
                (base + offset).copyMemory(from: source, byteCount: piece.count)
            }
        }
        return bytes
    }

    private func layout() -> (offsets: [Int], size: Int) {
        func aligned(_ offset: Int) -> Int { (offset + Self.alignment - 1) / Self.alignment * Self.alignment }
        var offset = aligned(Self.headerSize + sections.count * Self.entrySize)
        var offsets: [Int] = []
        for section in sections {
            offsets.append(offset)
            offset = aligned(offset + section.byteCount)
        }
        return (offsets, offset)
    }

    private func header(_ offsets: [Int], _ size: Int) -> [UInt8] {
        var table: [UInt8] = []
        for (section, offset) in zip(sections, offsets) {
            for number in [section.id, UInt32(section.valueSize)] {
                withUnsafeBytes(of: number.littleEndian) { table += $0 }
            }
            for number in [UInt64(offset), UInt64(section.byteCount)] {
                withUnsafeBytes(of: number.littleEndian) { table += $0 }
            }
        }
        var header = Self.magic
        for number in [UInt64(sections.count), UInt64(size), Self.hash(table)] {
            withUnsafeBytes(of: number.littleEndian) { header += $0 }
        }
        return header + table
    }

    /// FNV-1a of 64 bits.
    static func hash(_ bytes: some Sequence<UInt8>) -> UInt64 {
        bytes.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
    }
}
