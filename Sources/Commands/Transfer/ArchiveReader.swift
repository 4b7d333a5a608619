import CatalogCore
import CatalogStore

/// Takes in what `ArchiveWriter` wrote, batch by batch; what is there already stays and is not doubled.
final class ArchiveReader {
    private let lines: LineReader
    private let catalog: Catalog
    private let path: String
    private let importer: FeedbackImporter
    private var lineNumber = 0
    private var entries: [(line: Int, entry: FeedbackEntry)] = []
    private var playlist: (fields: JSONValue, entries: [PlaylistEntry])?
    private(set) var userCount = 0
    private(set) var playlistCount = 0
    private(set) var tally = ImportTally()

    private static let batchEventCount = 5_000

    init(path: String, catalog: Catalog, now: Timestamp) throws {
        lines = try LineReader(path: path)
        self.path = path
        self.catalog = catalog
        importer = FeedbackImporter(addsUsers: false, now: now)
    }

    /// Reads to the end, or until the monitor says stop; throws at the first line that is wrong.
    func read(monitor: JobMonitor) throws {
        while !monitor.isCancelled {
            var line: JSONValue?
            let isRead = try lines.withNextLine { bytes in
                lineNumber += 1
                do { line = try JSONReader.value(of: bytes) } catch { throw problem("\(error)") }
            }
            guard isRead, let line else { break }
            try take(line)
            if entries.count >= Self.batchEventCount { try flushEvents() }
            monitor.report(
                Progress(
                    activity: "importing", completed: Double(lines.bytesRead),
                    total: lines.bytesTotal.map(Double.init)))
        }
        try flushEvents()
        try flushPlaylist()
        tally.wasStopped = monitor.isCancelled
        guard lineNumber > 0 else { throw CommandError("\(path) is empty.") }
    }

    private func problem(_ sentence: String) -> CommandError {
        CommandError("\(path), line \(lineNumber): \(sentence). Everything before it is in the catalog.")
    }

    private func take(_ line: JSONValue) throws {
        guard let name = line["type"]?.text, let type = ArchiveLine(rawValue: name) else {
            throw problem("this is no line of `catalog export`; `catalog feedback import` reads other files")
        }
        guard (type == .archive) == (lineNumber == 1) else {
            throw problem("the file does not begin as `catalog export` writes it")
        }
        if type != .event { try flushEvents() }
        if type != .entry { try flushPlaylist() }
        switch type {
        case .archive:
            guard case .integer(ArchiveLine.formatVersion) = line["format"] else {
                throw problem("a newer version of catalog wrote the file: update the program")
            }
        case .user: try takeUser(line)
        case .event:
            do {
                entries.append((lineNumber, try FeedbackEntry(user: nil) { line[$0.rawValue] }))
            } catch {
                throw problem("\(error)")
            }
        case .playlist: playlist = (line, [])
        case .entry:
            guard let words = TrackWords.words(of: line), playlist != nil else {
                throw problem("a place of a playlist has a title, and comes after its playlist")
            }
            playlist?.entries.append(.reference(words))
        }
    }

    private func takeUser(_ line: JSONValue) throws {
        guard let name = line["name"]?.text, let created = time(line["created"]) else {
            throw problem("a user has a name and a time of creation")
        }
        try catalog.write { transaction in
            guard try transaction.user(named: name) == nil else { return }
            _ = try transaction.addUser(named: name, displayName: line["display_name"]?.text, at: created)
        }
        userCount += 1
    }

    private func flushEvents() throws {
        guard !entries.isEmpty else { return }
        let result = try importer.add(entries, to: catalog)
        entries.removeAll(keepingCapacity: true)
        if let rejection = result.rejections.first {
            lineNumber = rejection.line
            throw problem(rejection.reason)
        }
        tally.include(result, unreadable: 0)
    }

    private func flushPlaylist() throws {
        guard let (fields, entries) = playlist else { return }
        playlist = nil
        guard let user = fields["user"]?.text, let name = fields["name"]?.text,
            let created = time(fields["created"]), let updated = time(fields["updated"])
        else { throw problem("a playlist has a user, a name and its times") }
        try catalog.write { transaction in
            let owner = try UserChooser.user(named: user, in: transaction)
            let known = try transaction.playlist(named: name, of: owner.id)
            // The later version stays, wherever it is.
            if let known, known.updatedMs >= updated { return }
            let id =
                try known?.id
                ?? transaction.addPlaylist(
                    named: name, of: owner.id, summary: fields["summary"]?.text, at: created)
            try transaction.setEntries(of: id, to: entries, at: updated)
        }
        playlistCount += 1
    }

    private func time(_ value: JSONValue?) -> Timestamp? {
        value?.text.flatMap { TimeText.milliseconds(reading: $0) }.map { Timestamp(milliseconds: $0) }
    }
}
