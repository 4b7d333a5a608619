import CatalogCore
import CatalogStore

/// Writes all that people made: users, what they did, their playlists, in words that hold in any catalog.
struct ArchiveWriter {
    private let snapshot: Snapshot
    private let sink: TextSink
    private let monitor: JobMonitor
    private var names = FeedbackNames()
    private(set) var userCount = 0
    private(set) var eventCount = 0
    private(set) var playlistCount = 0

    private static let pageSize = 2_000

    init(snapshot: Snapshot, sink: TextSink, monitor: JobMonitor) {
        self.snapshot = snapshot
        self.sink = sink
        self.monitor = monitor
    }

    mutating func write() throws {
        try sink.write(ArchiveLine.archive.line([("format", .integer(ArchiveLine.formatVersion))]))
        let users = try snapshot.users().sorted { $0.id < $1.id }
        for user in users { try write(user) }
        try writeEvents()
        for user in users {
            for playlist in try snapshot.playlists(of: user.id).sorted(by: { $0.id < $1.id }) {
                try write(playlist, of: user)
            }
        }
    }

    private mutating func write(_ user: User) throws {
        var fields: [(String, JSONValue)] = [("name", .string(user.name))]
        if let shown = user.displayName { fields.append(("display_name", .string(shown))) }
        fields.append(("created", user.createdMs.cell.json))
        try sink.write(ArchiveLine.user.line(fields))
        userCount += 1
    }

    private mutating func writeEvents() throws {
        let end = try snapshot.lastEventID()?.rawValue ?? 0
        var last: EventID?
        while case let page = try snapshot.events(after: last, limit: Self.pageSize), let pageEnd = page.last {
            last = pageEnd.id
            // A removal is told by the event that it takes back.
            for event in page where event.kind != .removal {
                let row = try names.row(event, in: snapshot)
                try sink.write(ArchiveLine.event.line(row.json(FeedbackField.archived)))
                eventCount += 1
            }
            monitor.report(
                Progress(activity: "exporting", completed: Double(pageEnd.id.rawValue), total: Double(end)))
        }
    }

    private mutating func write(_ playlist: Playlist, of user: User) throws {
        var fields: [(String, JSONValue)] = [("user", .string(user.name)), ("name", .string(playlist.name))]
        if let summary = playlist.summary { fields.append(("summary", .string(summary))) }
        fields.append(("created", playlist.createdMs.cell.json))
        fields.append(("updated", playlist.updatedMs.cell.json))
        try sink.write(ArchiveLine.playlist.line(fields))
        playlistCount += 1
        for entry in try snapshot.entries(of: playlist.id) {
            switch entry {
            case .track(let track):
                guard let words = try names.words(for: track, in: snapshot) else { continue }
                try sink.write(ArchiveLine.entry.line(TrackWords.fields(of: words)))
            case .reference(let words):
                try sink.write(ArchiveLine.entry.line(TrackWords.fields(of: words)))
            }
        }
    }
}
