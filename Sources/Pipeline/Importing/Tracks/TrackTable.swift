/// What a table of tracks holds, and what was odd in it.
package struct TrackTable: Sendable {
    /// A row that is kept aside: it cannot be a track as it is.
    package struct OddRow: Sendable, Equatable {
        package let line: Int
        package let reason: String
        package let fields: [String]
    }

    /// What was odd but did not keep a row out.
    package struct Report: Sendable, Equatable {
        package var rows = 0
        package var trackGenrePairs = 0
        /// Rows whose id had already come, and those of them that say nothing new.
        package var repeatedRows = 0
        package var identicalRows = 0
        /// Ids that come with two popularities; the first row's stays.
        package var conflictingPopularities = 0
        /// Values outside of what their column can mean, by column; they are left out.
        package var valuesOutOfRange: [String: Int] = [:]
        /// Rows with bytes that are not UTF-8, read as Latin-1.
        package var rowsOfBadText = 0
        package var unusedColumns: [String] = []
    }

    package internal(set) var tracks: [ImportedTrack] = []
    package internal(set) var oddRows: [OddRow] = []
    package internal(set) var report = Report()

    /// Credits by the mean popularity of their distinct tracks; ties by the number of table rows, then by name.
    package func creditsByPopularity(limit: Int) -> [(credit: String, popularity: Double, rows: Int)] {
        var sums: [String: (sum: Double, count: Int, rows: Int)] = [:]
        for track in tracks {
            guard let popularity = track.popularity else { continue }
            let sum = sums[track.credit, default: (0, 0, 0)]
            sums[track.credit] = (sum.sum + popularity, sum.count + 1, sum.rows + track.rowCount)
        }
        let ranked = sums.map { ($0.key, $0.value.sum / Double($0.value.count), $0.value.rows) }.sorted {
            left, right in
            if left.1 != right.1 { return left.1 > right.1 }
            return left.2 != right.2 ? left.2 > right.2 : left.0 < right.0
        }
        return ranked.prefix(limit).map { (credit: $0.0, popularity: $0.1, rows: $0.2) }
    }
}
