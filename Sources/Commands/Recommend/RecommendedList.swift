import CatalogCore
import CatalogStore
import Recommend

/// Writes an answer: as a table or for programs, or as a playlist that players open.
enum RecommendedList {
    static func write(
        _ rows: [DescribedRecommendation], next: Cursor?, isExplained: Bool, wantsArtists: Bool,
        namesCursor: Bool = true, to output: Output
    ) throws {
        var columns = wantsArtists ? artistColumns : trackColumns
        columns.append(Column("score") { .number($0.recommendation.score, decimals: 2) })
        if isExplained {
            for kind in Recommendation.PartKind.allCases {
                // People see only the parts that are there; programs always all of them.
                let isThere = rows.contains { $0.part(kind) != 0 }
                columns.append(
                    Column(kind.rawValue, title: isThere ? nil : "") { .number($0.part(kind), decimals: 2) })
            }
            // The sentence names the nearest one; programs get them all.
            columns.append(Column("near", title: "") { .list($0.near) })
            columns.append(Column("why") { .text($0.sentence) })
        }
        // On the last row of a page only.
        if namesCursor {
            columns.append(
                Column("next_cursor", title: "") { Cell($0.rank == rows.count ? next?.text : nil) })
        }
        try output.list(
            rows, columns, none: "Nothing is left that fits. Ask for less with --where, or start anew.")
        if namesCursor, output.format == .table, !rows.isEmpty, let next {
            try output.remark("More with --cursor \(next.text)")
        }
    }

    private static let trackColumns: [Column<DescribedRecommendation>] = [
        Column("rank", title: "#") { .id(Int64($0.rank)) },
        Column("id", title: "ID") { .id($0.track.id.rawValue) },
        Column("title") { .text($0.track.title) },
        Column("artist") { .text($0.track.artist) },
        Column("artist_id", title: "") { $0.artist.map { .id($0.id.rawValue) } ?? .missing },
        Column("album") { Cell($0.track.album) },
        Column("year") { $0.track.year.map { .id(Int64($0)) } ?? .missing },
        Column("duration_seconds", title: "Length") {
            $0.track.durationMs.map { .duration(seconds: Double($0) / 1_000) } ?? .missing
        },
    ]

    private static let artistColumns: [Column<DescribedRecommendation>] = [
        Column("rank", title: "#") { .id(Int64($0.rank)) },
        Column("id", title: "ID") { $0.artist.map { .id($0.id.rawValue) } ?? .missing },
        Column("name", title: "Artist") { .text($0.artist?.name ?? $0.track.artist) },
        Column("track_id", title: "") { .id($0.track.id.rawValue) },
        Column("title", title: "To start with") { .text($0.track.title) },
    ]
}
