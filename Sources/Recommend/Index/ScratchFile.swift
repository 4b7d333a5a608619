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
        var written = 0
        while written < bytes.count {
            let count = pwrite(
                descriptor, bytes.baseAddress.map { $0 + written }, bytes.count - written,
                off_t(size + written))
            guard count > 0 else { return column }
            written += count
        }
        guard let file = MappedFile(descriptor, offset: size, count: bytes.count),
            let start = file.bytes.baseAddress
        else { return column }
        size += (bytes.count + Self.alignment - 1) / Self.alignment * Self.alignment
        return Column(
            at: start.assumingMemoryBound(to: Value.self), count: column.count, keptBy: file)
    }

    /// Rows whose values lie here as soon as they are known, and out of memory while nobody reads them.
    var rowStorage: RowStorage { RowStorage(store: { self.put($0) }, rest: { $0.rest() }) }

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
