import CatalogCore
import Glibc
import Learning

/// Where the finished parts of an index lie while the others are made, so that memory holds one of them at a time: a file
/// beside the catalog that has no name any more, and goes with what lies in it.
final class ScratchFile {
    private let descriptor: Int32
    private var size = 0

    private static let alignment = 1 << 16
    /// Smaller columns stay where they are.
    private static let byteCountMin = 1 << 16

    /// Nil where the folder cannot be written.
    init?(besideCatalog path: String) {
        let own = "\(path).\(getpid()).scratch"
        descriptor = open(own, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { return nil }
        unlink(own)
    }

    deinit { close(descriptor) }

    /// The column out of the file; itself where it is small, lies in a file already or cannot be written.
    func put<Value>(_ column: Column<Value>) -> Column<Value> {
        let bytes = column.bytes
        guard bytes.count >= Self.byteCountMin, !(column.owner is MappedFile) else { return column }
        let place = take(bytes.count)
        var written = 0
        while written < bytes.count {
            let count = pwrite(
                descriptor, bytes.baseAddress.map { $0 + written }, bytes.count - written,
                off_t(place + written))
            guard count > 0 else { return column }
            written += count
        }
        guard let file = MappedFile(descriptor, offset: place, count: bytes.count),
            let start = file.bytes.baseAddress
        else { return column }
        return Column(
            at: start.assumingMemoryBound(to: Value.self), count: column.count, keptBy: file)
    }

    func put<Member>(_ grouping: Grouping<Member>) -> Grouping<Member> {
        Grouping(offsets: put(grouping.offsets), members: put(grouping.members)) ?? grouping
    }

    func put(_ grouping: KeyedGrouping) -> KeyedGrouping {
        KeyedGrouping(
            keys: put(grouping.keys), offsets: put(grouping.groups.offsets),
            members: put(grouping.groups.members)) ?? grouping
    }

    /// A container of columns, whole, out of the file; nil where it cannot be written.
    func put(_ writer: SectionWriter) -> Column<UInt8>? {
        let count = writer.byteCount
        let place = take(count)
        guard ftruncate(descriptor, off_t(place + count)) == 0, writer.write(to: descriptor, at: place),
            let file = MappedFile(descriptor, offset: place, count: count),
            let base = file.bytes.baseAddress
        else { return nil }
        return Column(at: base.assumingMemoryBound(to: UInt8.self), count: count, keptBy: file)
    }

    /// Rows whose values lie here from the first on, and out of memory while nobody touches them.
    var columnStorage: ColumnStorage {
        ColumnStorage { byteCount in
            guard let file = self.zeros(byteCount), let start = file.writable else {
                return ColumnStorage.memory.zeros(byteCount)
            }
            return ColumnStorage.Zeros(at: start, keptBy: file, rest: { file.rest() })
        }
    }

    /// Nil where the disk has no room for them: a mapping that nothing stands behind would end the program.
    private func zeros(_ byteCount: Int) -> MappedFile? {
        let place = take(byteCount)
        guard byteCount > 0, posix_fallocate(descriptor, off_t(place), off_t(byteCount)) == 0 else {
            return nil
        }
        return MappedFile(descriptor, offset: place, count: byteCount, isWritable: true)
    }

    /// Where so many bytes lie. Nobody gets them again, even where they cannot be written to their end: what was written of
    /// them would be no zeros any more.
    private func take(_ byteCount: Int) -> Int {
        defer { size += (byteCount + Self.alignment - 1) / Self.alignment * Self.alignment }
        return size
    }

    func put(_ rows: VectorRows) -> VectorRows {
        VectorRows(
            count: rows.count, dimension: rows.dimension, shorts: put(rows.shorts), units: put(rows.units),
            quantized: put(rows.quantized), scales: put(rows.scales), present: rows.present,
            cells: rows.cells) ?? rows
    }

    func put(_ factors: FoldIn) -> FoldIn {
        FoldIn(parameters: factors.parameters, items: put(factors.items), gram: factors.gram) ?? factors
    }
}
