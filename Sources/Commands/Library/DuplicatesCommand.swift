import CatalogCore
import CatalogStore

/// `catalog duplicates`
enum DuplicatesCommand: Command {
    static let declaration = CommandDeclaration(
        "duplicates", .library, "list recordings that are there more than once",
        detail: """
            A group holds the files of one recording: the same audio under several names, or several encodings, found \
            by fingerprint. The first of a group is the one that recommendations show. Nothing is deleted.
            """,
        examples: [CommandExample("catalog duplicates", "Groups, with sizes and bit rates.")])

    private struct Entry: Sendable {
        let group: Int
        let similarity: Double
        let isPreferred: Bool
        let file: AudioFile
    }

    /// Files that are read at a time.
    private static let pageCount = 1_000

    static func run(_ invocation: Invocation) throws -> Outcome {
        let catalog = try invocation.openCatalog()
        let entries = try catalog.read { snapshot in
            var entries: [Entry] = []
            var grouped: Set<TrackID> = []
            var number = 0
            for group in try snapshot.duplicateGroups() {
                number += 1
                for member in group {
                    grouped.insert(member.track)
                    for file in try snapshot.files(of: member.track) {
                        entries.append(
                            Entry(
                                group: number, similarity: member.similarity,
                                isPreferred: member.isPreferred, file: file))
                    }
                }
            }
            for files in try filesOfSharedTracks(in: snapshot) {
                guard let track = files.first?.track, !grouped.contains(track) else { continue }
                number += 1
                for (index, file) in files.enumerated() {
                    entries.append(Entry(group: number, similarity: 1, isPreferred: index == 0, file: file))
                }
            }
            return entries
        }
        try invocation.output.list(entries, columns, none: "Nothing is there twice.")
        return entries.isEmpty ? .incomplete : .complete
    }

    /// The files of every track that has several, by the track's first file.
    private static func filesOfSharedTracks(in snapshot: Snapshot) throws -> [[AudioFile]] {
        var files: [TrackID: [AudioFile]] = [:]
        var last: FileID?
        while true {
            let page = try snapshot.files(after: last, limit: pageCount)
            guard let end = page.last else { break }
            for var file in page {
                guard let track = file.track else { continue }
                file.fingerprint = nil
                files[track, default: []].append(file)
            }
            last = end.id
        }
        return files.values.filter { $0.count > 1 }.sorted { $0[0].id < $1[0].id }
    }

    private static let columns: [Column<Entry>] = [
        Column("group") { .id(Int64($0.group)) },
        Column("track_id", title: "Track") { $0.file.track.map { .id($0.rawValue) } ?? .missing },
        Column("path") { .text($0.file.displayPath) },
        Column("format") { Cell($0.file.format) },
        Column("bit_rate_kbps", title: "kbit/s") {
            $0.file.bitRateKbps.map { .number($0, decimals: 0) } ?? .missing
        },
        Column("size_bytes", title: "Size") { .bytes($0.file.sizeBytes) },
        Column("similarity") { .share($0.similarity) },
        Column("is_preferred", title: "Shown") { .flag($0.isPreferred) },
    ]
}
