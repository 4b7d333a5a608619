import CatalogCore

/// All that answers need of a catalog besides what the asking listener did: it does not change, and may be mapped.
package final class RecommendationIndex: Sendable {
    package let table: TrackTable
    package let models: RecommendationModels
    package let stamp: IndexStamp
    /// The tastes, where no stored recommender has them.
    let learned: Column<UInt8>?
    /// True where a stored recommender serves.
    let hasStoredTastes: Bool

    /// True where tastes, if there are any, were learned for this index alone.
    var isLearnedHere: Bool { !hasStoredTastes }

    init(table: TrackTable, models: RecommendationModels, stamp: IndexStamp, learned: Column<UInt8>?) {
        self.table = table
        self.models = models
        self.stamp = stamp
        self.learned = learned
        hasStoredTastes = learned == nil && models.factors != nil
    }

    /// Reads an index out of a container; nil where it is none, or of another version.
    convenience init?(_ reader: SectionReader) {
        guard let column: Column<Int64> = reader.column(.stamp), let stamp = IndexStamp(column),
            let table = TrackTable(reader),
            let models = RecommendationModels(reader, trackCount: table.count)
        else { return nil }
        self.init(table: table, models: models, stamp: stamp, learned: reader.column(.tastes))
    }

    func writer() throws -> SectionWriter {
        var writer = SectionWriter()
        writer.add(.stamp, stamp.column)
        table.add(to: &writer)
        try models.add(to: &writer)
        if let learned { writer.add(.tastes, learned) }
        return writer
    }
}
