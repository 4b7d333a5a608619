import CatalogCore
import SQLite

extension CatalogReading {
    /// Calls `body` with the numbers of every track, by id.
    package func forEachTrackFact(_ body: (TrackFact) throws -> Void) throws {
        try forEach(TrackFactStatement.facts) { row in
            try body(
                TrackFact(
                    id: TrackID(row.int64(0)), year: row.optionalInt(1), durationMs: row.optionalInt(2),
                    popularity: row.optionalDouble(3), isExplicit: row.optionalBool(4),
                    created: Timestamp(milliseconds: row.int64(5))))
        }
    }

    /// Calls `body` with every track and each of its artists, by track and in the order of its credit.
    package func forEachCredit(_ body: (TrackID, ArtistID) throws -> Void) throws {
        try forEach(TrackFactStatement.credits) { try body(TrackID($0.int64(0)), ArtistID($0.int64(1))) }
    }

    /// Calls `body` with every track that another one is shown in place of, and that one.
    package func forEachCopy(_ body: (_ copy: TrackID, _ shown: TrackID) throws -> Void) throws {
        try forEach(TrackFactStatement.copies) { try body(TrackID($0.int64(0)), TrackID($0.int64(1))) }
    }
}
