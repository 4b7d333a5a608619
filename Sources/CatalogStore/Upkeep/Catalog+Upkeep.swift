import CatalogCore
import SQLite

extension Catalog {
    /// Looks for damage in a snapshot; only the search indexes are looked at while others may not write, and not at all
    /// in a catalog that may not be written.
    package func check(monitor: JobMonitor = .silent) throws -> CheckReport {
        var report = try withOwnConnection { connection in
            try connection.transaction(.reading) {
                var check = CatalogCheck(connection: connection)
                return try check.run(monitor: monitor)
            }
        }
        guard isWritable, report.isClean else { return report }
        for problem in try write({ try CatalogCheck.searchProblems(of: $0) }) {
            report.add(problem, "build it anew with `catalog check --repair`")
        }
        return report
    }

    /// Builds anew what is derived: opinions, blocks of events, descriptors, search indexes.
    package func rebuildDerived() throws {
        try write { transaction in
            _ = try transaction.rebuildOpinions()
            try transaction.rebuildEventBlocks()
            for track in try transaction.all(UpkeepStatement.trackIDs, read: { TrackID($0.int64(0)) }) {
                try transaction.refreshDescriptor(of: track)
            }
            for statement: UpkeepStatement in [
                .rebuildTracks, .rebuildArtists, .rebuildAlbums, .rebuildLyrics,
            ] {
                try transaction.execute(statement)
            }
        }
    }

    /// Copies the catalog as it is at this moment to a new file, while others go on reading and writing, and makes sure
    /// that the copy is whole before it gets its name.
    package func backUp(to target: String, replacing: Bool = false, monitor: JobMonitor = .silent) throws {
        guard replacing || !FileFacts.exists(target) else {
            throw SQLiteError(.exists, path: target, message: "the file exists")
        }
        try withOwnConnection { source in
            try Self.publishCopy(of: source, as: target, replacing: replacing, monitor: monitor)
        }
    }

    /// Brings back a backup: into the catalog where there is one (others that have it open see the change at once), as a
    /// new file where there is none. A damaged catalog is set aside first, under the name that is returned.
    package static func restore(
        from backup: String, to path: String, at now: Timestamp, monitor: JobMonitor = .silent
    ) throws -> String? {
        try migrator.inspect(backup)
        let source = try Connection(path: backup, mode: .archived)
        try verify(source)
        guard FileFacts.exists(path) else {
            try publishCopy(of: source, as: path, replacing: false, monitor: monitor)
            return nil
        }
        if let target = try? migrator.open(path), try target.integrityProblems(limit: 1).isEmpty {
            try source.copy(into: target, progress: progress(to: monitor, "restoring"))
            try target.checkpoint()
            _ = try migrator.open(path)
            return nil
        }
        let aside = "\(path).damaged-\(now.milliseconds)"
        try FileFacts.setAside(path, as: aside)
        try publishCopy(of: source, as: path, replacing: false, monitor: monitor)
        return aside
    }

    private static func publishCopy(
        of source: Connection, as path: String, replacing: Bool, monitor: JobMonitor
    ) throws {
        try FileFacts.requireFolder(of: path)
        let draft = path + ".partial"
        defer { for ending in ["", "-wal", "-shm", "-journal"] { FileFacts.remove(draft + ending) } }
        for ending in ["", "-wal", "-shm", "-journal"] { FileFacts.remove(draft + ending) }
        do {
            let copy = try Connection(path: draft, mode: .writing, creating: true)
            try source.copy(into: copy, progress: progress(to: monitor, "copying"))
            monitor.report(Progress(activity: "verifying", completed: 0, total: nil))
            try verify(copy)
            try copy.run("PRAGMA journal_mode = DELETE")
            try copy.run("PRAGMA journal_mode = WAL")
        }
        if replacing {
            try FileFacts.replace(path, with: draft)
        } else {
            try FileFacts.publish(draft, as: path)
        }
    }

    private static func verify(_ connection: Connection) throws {
        let problems = try connection.integrityProblems(limit: 1)
        guard problems.isEmpty else {
            throw SQLiteError(.corrupt, path: connection.path, message: problems[0])
        }
        guard try connection.foreignKeyProblems(limit: 1).isEmpty else {
            throw SQLiteError(
                .corrupt, path: connection.path, message: "rows belong to others that are not there")
        }
    }

    private static func progress(to monitor: JobMonitor, _ activity: String) -> (Double) -> Bool {
        { share in
            monitor.report(Progress(activity: activity, completed: share, total: 1))
            return !monitor.isCancelled
        }
    }
}
