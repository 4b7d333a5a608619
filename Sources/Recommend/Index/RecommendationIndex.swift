import CatalogCore
import Learning

/// All that answers need of a catalog besides what the asking listener did: it does not change, and may be mapped.
package final class RecommendationIndex: Sendable {
    package let table: TrackTable
    package let models: RecommendationModels
    package let stamp: IndexStamp
    /// The tastes, where no stored recommender has them.
    let learned: Column<UInt8>?
    /// True where a stored recommender serves.
    let hasStoredTastes: Bool
    /// The token of the index that table and models were made for: those with one base differ by trends alone.
    let base: UInt64
    /// Where it lies, if that is a file.
    private let file: MappedFile?

    /// True where tastes, if there are any, were learned for this index alone.
    var isLearnedHere: Bool { !hasStoredTastes }

    init(
        table: TrackTable, models: RecommendationModels, stamp: IndexStamp, learned: Column<UInt8>?,
        base: UInt64? = nil, hasStoredTastes: Bool? = nil, file: MappedFile? = nil
    ) {
        self.table = table
        self.models = models
        self.stamp = stamp
        self.learned = learned
        self.base = base ?? stamp.token
        self.file = file
        self.hasStoredTastes = hasStoredTastes ?? (learned == nil && models.factors != nil)
    }

    /// The same with a graph for its sound. Its listings are its own: a graph finds the nearest but for a few.
    func with(_ graph: GraphVectorIndex) -> RecommendationIndex {
        var stamp = stamp
        stamp.token = IndexBuilder.token()
        return RecommendationIndex(
            table: table, models: models.with(graph), stamp: stamp, learned: learned, base: base,
            hasStoredTastes: hasStoredTastes, file: file)
    }

    /// The same with trends of a later moment.
    func with(trends: Column<Double>, stamp: IndexStamp) -> RecommendationIndex {
        RecommendationIndex(
            table: table, models: models.with(trends: trends), stamp: stamp, learned: learned, base: base,
            hasStoredTastes: hasStoredTastes, file: file)
    }

    /// Reads an index out of a container; nil where it is none, or of another version.
    convenience init?(_ reader: SectionReader, in file: MappedFile? = nil) {
        guard let column: Column<Int64> = reader.column(.stamp), let stamp = IndexStamp(column),
            let table = TrackTable(reader),
            let models = RecommendationModels(reader, trackCount: table.count)
        else { return nil }
        self.init(
            table: table, models: models, stamp: stamp, learned: reader.column(.tastes), file: file)
    }

    /// For an index that another took the place of: it answers as before, out of memory that is read when it is needed.
    func rest() { file?.rest() }

    func writer() throws -> SectionWriter {
        var writer = SectionWriter()
        writer.add(.stamp, stamp.column)
        table.add(to: &writer)
        try models.add(to: &writer)
        if let learned { writer.add(.tastes, learned) }
        return writer
    }
}
