import CatalogCore
import SQLite

/// Looks for everything that can be wrong with a catalog, and says what to do.
struct CatalogCheck {
    private let snapshot: Snapshot
    private var report = CheckReport()

    init(connection: Connection) { snapshot = Snapshot(lent: LentConnection(connection: connection)) }

    /// - Parameter report: told what is being looked at.
    mutating func run(monitor: JobMonitor) throws -> CheckReport {
        let steps: [(String, (inout CatalogCheck) throws -> Void)] = [
            ("checking pages", { try $0.checkPages() }),
            ("checking references", { try $0.checkForeignKeys() }),
            ("checking vectors", { try $0.checkVectors() }),
            ("checking models", { try $0.checkModels() }),
            ("checking opinions", { try $0.checkOpinions() }),
            ("checking descriptors", { try $0.checkDescriptors() }),
            ("checking statistics", { try $0.checkEventBlocks() }),
        ]
        for (index, (name, step)) in steps.enumerated() {
            if monitor.isCancelled { break }
            monitor.report(Progress(activity: name, completed: Double(index), total: Double(steps.count + 1)))
            guard try unlessDamaged({ try step(&$0) }) else { return report }
        }
        _ = try unlessDamaged { try $0.countRows() }
        return report
    }

    /// Runs a step; where it meets a damaged page that is a finding, and there is nothing to be read beyond it (false).
    private mutating func unlessDamaged(_ step: (inout CatalogCheck) throws -> Void) throws -> Bool {
        do {
            try step(&self)
            return true
        } catch let error as SQLiteError where error.reason == .corrupt {
            if report.isClean { report.add("the file is damaged: \(error.message)", Self.restoring) }
            return false
        }
    }

    private mutating func countRows() throws {
        let overview = try snapshot.overview()
        report.counts = [
            ("tracks", overview.tracks), ("artists", overview.artists), ("albums", overview.albums),
            ("files", overview.files), ("users", overview.users), ("events", overview.events),
            ("playlists", overview.playlists), ("models", overview.models),
        ]
    }

    private static let restoring = "restore a backup with `catalog restore`"

    private mutating func checkPages() throws {
        for problem in try snapshot.connection.integrityProblems(limit: CheckReport.problemLimit) {
            report.add("the file is damaged: \(problem)", Self.restoring)
        }
    }

    private mutating func checkForeignKeys() throws {
        for problem in try snapshot.connection.foreignKeyProblems(limit: CheckReport.problemLimit) {
            let row = problem.rowID.map { "row \($0)" } ?? "a row"
            report.add(
                "\(row) of \(problem.table) belongs to a \(problem.parent) that is not there",
                Self.restoring)
        }
    }

    private mutating func checkVectors() throws {
        let limit = CheckReport.problemLimit
        for (track, version) in try snapshot.all(
            UpkeepStatement.badVectors, limit, read: { ($0.int64(0), $0.int64(1)) })
        {
            report.add(
                "the vector of track \(track) is not as long as feature set \(version) says",
                "hear the files again with `catalog ingest --full`")
        }
        for (track, model) in try snapshot.all(
            UpkeepStatement.badEmbeddings, limit, read: { ($0.int64(0), $0.int64(1)) })
        {
            report.add(
                "the embedding of track \(track) is not as long as model \(model) says",
                "train the model anew")
        }
        for version in try snapshot.featureSetVersions() {
            try checkFinite(snapshot.featureMatrix(setVersion: version), "feature set \(version)")
        }
        for model in try snapshot.models() {
            try checkFinite(snapshot.embeddingMatrix(of: model.id), "model \(model.name) \(model.version)")
        }
    }

    private mutating func checkFinite(_ matrix: VectorMatrix<TrackID>, _ owner: String) {
        guard let index = matrix.values.firstIndex(where: { !$0.isFinite }) else { return }
        report.add(
            "the vector of track \(matrix.ids[index / matrix.dimension]) in \(owner) holds a value that is no number",
            "hear the file again, or train the model anew")
    }

    private mutating func checkModels() throws {
        for id in try snapshot.all(UpkeepStatement.modelIDs, read: { ModelID($0.int64(0)) }) {
            do {
                _ = try snapshot.weights(of: id)
            } catch let error as CatalogError {
                report.add(error.description, "`catalog models rollback`, or train it anew")
            }
        }
    }

    /// Walks the stored opinions and those that the log tells, side by side.
    private mutating func checkOpinions() throws {
        var stored = try StoredOpinions(snapshot)
        var wrong = 0
        try snapshot.forEachDerivedOpinion { derived in
            while let other = stored.current, (other.user, other.track) < (derived.user, derived.track) {
                wrong += 1
                try stored.advance()
            }
            if let other = stored.current, other.user == derived.user, other.track == derived.track {
                if other != derived { wrong += 1 }
                try stored.advance()
            } else {
                wrong += 1
            }
        }
        while stored.current != nil {
            wrong += 1
            try stored.advance()
        }
        if wrong > 0 {
            report.add(
                "\(wrong) opinions are not what the log says",
                "derive them anew with `catalog check --repair`")
        }
    }

    private mutating func checkDescriptors() throws {
        var wrong = 0
        for track in try snapshot.all(UpkeepStatement.trackIDs, read: { TrackID($0.int64(0)) })
        where try snapshot.descriptors(of: track) ?? Descriptors() != snapshot.derivedDescriptors(of: track) {
            wrong += 1
        }
        if wrong > 0 {
            report.add(
                "the descriptors of \(wrong) tracks are not what was heard, imported or predicted",
                "choose them anew with `catalog check --repair`")
        }
    }

    private mutating func checkEventBlocks() throws {
        let wrong = try snapshot.wrongEventBlocks()
        if let first = wrong.first {
            report.add(
                "\(wrong.count) blocks of events, the first of them \(first), are not what the log says",
                "write them anew with `catalog check --repair`")
        }
    }

    /// The search indexes, which only a writer may check.
    static func searchProblems(of transaction: Transaction) throws -> [String] {
        let checks: [(UpkeepStatement, String)] = [
            (.checkTracks, "tracks"), (.checkArtists, "artists"), (.checkAlbums, "albums"),
            (.checkLyrics, "lyrics"),
        ]
        var problems: [String] = []
        for (statement, name) in checks {
            do {
                try transaction.execute(statement)
            } catch let error as SQLiteError where error.reason == .corrupt {
                problems.append("the search index of \(name) does not agree with them")
            }
        }
        return problems
    }
}
