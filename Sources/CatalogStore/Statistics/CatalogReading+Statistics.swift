import CatalogCore
import SQLite

extension CatalogReading {
    /// Every track, by number.
    package func trackIDs() throws -> [TrackID] {
        try all(StatisticsStatement.trackIDs) { TrackID($0.int64(0)) }
    }

    /// Calls `body` with the popularity of every track that has one.
    package func forEachPopularity(_ body: (TrackID, Double) throws -> Void) throws {
        try forEach(StatisticsStatement.popularities) { try body(TrackID($0.int64(0)), $0.double(1)) }
    }

    /// Calls `body` with the length of every track that has one, in milliseconds.
    package func forEachLength(_ body: (TrackID, Int) throws -> Void) throws {
        try forEach(StatisticsStatement.lengths) { try body(TrackID($0.int64(0)), $0.int(1)) }
    }

    /// Calls `body` with every track that was made from table rows, and how many rows spoke of it.
    package func forEachRowCount(_ body: (TrackID, Int) throws -> Void) throws {
        try forEach(StatisticsStatement.rowCounts) { try body(TrackID($0.int64(0)), $0.int(1)) }
    }

    package func forEachTemper(_ body: (TrackTemper) throws -> Void) throws {
        try forEach(StatisticsStatement.tempers) { row in
            try body(
                TrackTemper(
                    track: TrackID(row.int64(0)), isMajor: row.optionalInt(1).map { $0 == 1 },
                    key: row.optionalInt(2),
                    valence: row.optionalDouble(3), energy: row.optionalDouble(4),
                    tempoBpm: row.optionalDouble(5),
                    loudnessLufs: row.optionalDouble(6)))
        }
    }

    package func missingFacts() throws -> MissingFacts {
        let copies = try count(StatisticsStatement.copies)
        let counts = try first(StatisticsStatement.missing) { row in (0..<9).map { row.int(Int32($0)) } }
        let found = counts ?? [Int](repeating: 0, count: 9)
        return MissingFacts(
            tracks: found[0], title: found[1], artist: found[2], album: found[3], year: found[4],
            duration: found[5], genre: found[6], descriptors: found[7], file: found[8], copies: copies)
    }
}
