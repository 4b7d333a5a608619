import CatalogCore
import CatalogStore

/// What an index was made of: one that was made of something else is old.
package struct IndexStamp: Sendable, Hashable {
    /// The format and the way of learning; an index of another version is made anew.
    private static let version: Int64 = 5

    /// Transactions that touched tracks, what is heard of them, models, genres or copies.
    package var content: Int64
    /// The weights of what people do, as a number.
    package var weights: UInt64
    /// The last event that trends know of; 0 for none.
    package var lastEvent: Int64
    /// The last event that tastes were learned of; 0 for none.
    package var learnedEvent: Int64
    /// Drawn anew for every index, and kept in the catalog: a catalog that was restored knows it no more.
    package var token: UInt64

    private static let contentTopics: [Topic] = [.track, .feature, .model, .genre, .file]

    /// The catalog as it is, with nothing learned.
    init(_ catalog: some CatalogReading, weights: SignalWeights, token: UInt64) throws {
        content = try Self.contentRevision(of: catalog)
        self.weights = try Self.number(of: weights)
        lastEvent = 0
        learnedEvent = 0
        self.token = token
    }

    /// Of no catalog.
    init(token: UInt64) {
        content = 0
        weights = 0
        lastEvent = 0
        learnedEvent = 0
        self.token = token
    }

    static func contentRevision(of catalog: some CatalogReading) throws -> Int64 {
        let revisions = try catalog.revisions()
        return contentTopics.reduce(0) { $0 + (revisions[$1] ?? 0) }
    }

    static func number(of weights: SignalWeights) throws -> UInt64 {
        SectionWriter.hash(try PlanText.encode(weights))
    }

    /// Four letters and digits for a cursor: which index a listing belongs to.
    var fingerprint: UInt32 { UInt32(truncatingIfNeeded: token ^ token >> 32) }

    var column: Column<Int64> {
        Column([
            Self.version, content, Int64(bitPattern: weights), lastEvent, learnedEvent,
            Int64(bitPattern: token),
        ])
    }

    init?(_ column: Column<Int64>) {
        guard column.count == 6, column[0] == Self.version else { return nil }
        content = column[1]
        weights = UInt64(bitPattern: column[2])
        lastEvent = column[3]
        learnedEvent = column[4]
        token = UInt64(bitPattern: column[5])
    }
}
