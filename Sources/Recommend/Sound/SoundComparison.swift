import CatalogCore
import CatalogStore
import Learning

/// What sounds like a file that is in no catalog: by the features themselves, standardised over the catalog.
package struct SoundComparison: Sendable {
    package let space: SoundSpace
    private let rows: VectorRows
    private let table: TrackTable

    /// Nil where nothing was heard yet.
    package init?(_ catalog: some CatalogReading, _ table: TrackTable) throws {
        guard let (space, vectors) = try SoundSpace.read(from: catalog) else { return nil }
        self.space = space
        self.table = table
        rows = IndexBuilder.rows(vectors, dimension: space.dimension, in: table) { space.place($0) }
    }

    /// The tracks nearest to a vector of the space's feature set, with cosines.
    package func nearest(
        to vector: [Float], limit: Int, among allowed: BitSet
    ) -> [(track: TrackID, similarity: Double)] {
        rows.search([space.place(vector)], limit: limit, allowed: allowed)[0].map {
            (table.id($0.item), Double($0.score))
        }
    }
}
