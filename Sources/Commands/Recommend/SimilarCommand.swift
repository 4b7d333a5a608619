import Audio
import CatalogCore
import CatalogStore
import Glibc
import Learning
import Recommend

/// `catalog similar`
enum SimilarCommand: Command {
    static let subject = Operand.required(
        .file("TRACK"), "a track's number or name, or an audio file, also one that is in no catalog")
    static let filter = QuestionOptions.filter
    static let limit = QuestionOptions.limit

    static let declaration = CommandDeclaration(
        "similar", .recommend, "list the tracks that sound like a track or a file",
        detail: """
            By sound alone: similarities are cosines, 1 for the same sound. A file of the catalog is its track; any \
            other file is heard and compared by its features, standardised over the catalog.
            """,
        operands: [subject], options: [filter, limit],
        examples: [
            CommandExample("catalog similar 'Björk - Jóga'", "What sounds like it."),
            CommandExample(
                "catalog similar demo.wav -n 5", "What sounds like a file that was just recorded."),
        ])

    private struct Row {
        let rank: Int
        let track: Track
        let similarity: Double
    }

    static func run(_ invocation: Invocation) throws -> Outcome {
        let words = invocation[subject]
        let filter = try QuestionOptions.filter(of: invocation, declaration.path)
        let catalog = try invocation.openCatalog()
        let engine = try invocation.engine(of: catalog)
        let rows = try catalog.read { snapshot -> [Row] in
            let path = words.hasPrefix("/") ? words : WorkingFolder.path + "/" + words
            let isFile = Int64(words) == nil && access(path, R_OK) == 0
            var track = isFile ? try snapshot.file(atPath: Array(path.utf8))?.track : nil
            if !isFile {
                let found = try MusicChooser.found { try NameFinder(snapshot).nearestTrack(words) }
                if let remark = found.remark { try invocation.output.remark(remark) }
                track = found.track.id
            }
            let known = try engine.snapshot(for: nil, now: invocation.now, in: snapshot)
            guard known.table.count > 0 else { throw RecommendError.emptyCatalog }
            var allowed = known.table.matching(filter)
            allowed.formIntersection(known.table.shown)
            if let names = try NameFilter.matching(filter, in: known.table, of: snapshot) {
                allowed.formIntersection(names)
            }
            let limit = invocation[limit]
            let similar: [(track: TrackID, similarity: Double)]
            if let track {
                if let index = known.table.index(of: track) { allowed.remove(Int(index)) }
                similar = known.similar(toSound: try place(of: track, known), limit: limit, among: allowed)
            } else {
                similar = try heard(path, snapshot, known.table, limit, allowed)
            }
            return try similar.enumerated().compactMap { rank, near in
                try snapshot.track(near.track).map {
                    Row(rank: rank + 1, track: $0, similarity: near.similarity)
                }
            }
        }
        let columns: [Column<Row>] = [
            Column("rank", title: "#") { .id(Int64($0.rank)) },
            Column("id", title: "ID") { .id($0.track.id.rawValue) },
            Column("title") { .text($0.track.title) },
            Column("artist") { .text($0.track.artist) },
            Column("album") { Cell($0.track.album) },
            Column("similarity") { .number($0.similarity, decimals: 3) },
        ]
        try invocation.output.list(rows, columns, none: "Nothing that was heard fits.")
        return rows.isEmpty ? .incomplete : .complete
    }

    private static func place(of track: TrackID, _ snapshot: RecommendationSnapshot) throws -> [Float] {
        guard let place = snapshot.place(of: track) else {
            throw CommandError(
                "Track \(track) was not heard: the catalog has its words only. `catalog ingest` hears its file, "
                    + "`catalog recommend --track` goes by what people play.")
        }
        return place
    }

    private static func heard(
        _ path: String, _ catalog: some CatalogReading, _ table: TrackTable, _ limit: Int, _ allowed: BitSet
    ) throws -> [(track: TrackID, similarity: Double)] {
        guard let comparison = try SoundComparison(catalog, table) else {
            throw CommandError(
                "Nothing in the catalog was heard yet. `catalog ingest FOLDER` hears a music library.")
        }
        guard comparison.space.setVersion == TrackFeatures.set.version else {
            throw CommandError(
                "The catalog was heard by an older set of features. `catalog ingest --full` hears it anew.")
        }
        let heard = try Audio.AudioFile.hear(path: path, parts: [.loudness])
        return comparison.nearest(
            to: try TrackAnalysis.analyze(heard, name: path).vector.values, limit: limit, among: allowed)
    }
}
