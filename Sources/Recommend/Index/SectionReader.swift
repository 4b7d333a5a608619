import CatalogCore

/// Reads a container of numbered columns without copying: see `SectionWriter` for the layout.
struct SectionReader {
    private struct Place {
        let valueSize: Int
        let offset: Int
        let byteCount: Int
    }

    private let bytes: UnsafeRawBufferPointer
    private let owner: any Sendable
    private var places: [UInt32: Place] = [:]

    /// Nil where the bytes are not such a container, whole. `owner` keeps them alive; they start at a multiple of 64.
    init?(_ bytes: UnsafeRawBufferPointer, keptBy owner: any Sendable) {
        self.bytes = bytes
        self.owner = owner
        guard bytes.count >= SectionWriter.headerSize, bytes.prefix(8).elementsEqual(SectionWriter.magic)
        else {
            return nil
        }
        func number(_ offset: Int) -> UInt64 {
            UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
        }
        let count = number(8)
        guard count <= UInt64(SectionWriter.sectionCountMax), number(16) == UInt64(bytes.count) else {
            return nil
        }
        let end = SectionWriter.headerSize + Int(count) * SectionWriter.entrySize
        guard end <= bytes.count, SectionWriter.hash(bytes[SectionWriter.headerSize..<end]) == number(24)
        else { return nil }
        for index in 0..<Int(count) {
            let start = SectionWriter.headerSize + index * SectionWriter.entrySize
            let kinds = number(start)
            let offset = number(start + 8)
            let size = number(start + 16)
            guard offset <= UInt64(bytes.count), size <= UInt64(bytes.count) - offset,
                offset % UInt64(SectionWriter.alignment) == 0
            else { return nil }
            places[UInt32(truncatingIfNeeded: kinds)] = Place(
                valueSize: Int(kinds >> 32), offset: Int(offset), byteCount: Int(size))
        }
    }

    /// Copies bytes to memory of their own and reads them there.
    init?(copying bytes: [UInt8]) {
        let memory = ColumnMemory(byteCount: bytes.count)
        memory.start.copyMemory(from: bytes, byteCount: bytes.count)
        self.init(UnsafeRawBufferPointer(start: memory.start, count: bytes.count), keptBy: memory)
    }

    /// The column of a section; nil where there is none of such values.
    func column<Value>(_ section: IndexSection, of type: Value.Type = Value.self) -> Column<Value>? {
        column(number: section.rawValue, of: type)
    }

    func column<Value>(number: UInt32, of type: Value.Type = Value.self) -> Column<Value>? {
        guard let place = places[number], place.valueSize == MemoryLayout<Value>.stride,
            place.byteCount % MemoryLayout<Value>.stride == 0, let base = bytes.baseAddress
        else { return nil }
        return Column(
            at: (base + place.offset).assumingMemoryBound(to: type),
            count: place.byteCount / MemoryLayout<Value>.stride, keptBy: owner)
    }
}
