import CatalogCore
import SQLite

extension CatalogReading {
    package func run(_ id: RunID) throws -> Run? { try first(RunStatement.byID, id, read: run(from:)) }

    /// Newest first.
    ///
    /// - Parameter last: the last of the page before.
    package func runs(
        of kind: String? = nil, after last: (started: Timestamp, id: RunID)? = nil, limit: Int
    ) throws -> [Run] {
        let started = last?.started.milliseconds ?? Int64.max
        let id = last?.id.rawValue ?? Int64.max
        guard let kind else { return try all(RunStatement.latest, started, id, limit, read: run(from:)) }
        return try all(RunStatement.latestOfKind, kind, started, id, limit, read: run(from:))
    }

    private func run(from row: Row) throws -> Run {
        guard let status = Run.Status(rawValue: row.string(2)) else {
            throw CatalogError(.damaged, "a run's status is unknown: run `catalog check`")
        }
        return Run(
            id: RunID(row.int64(0)), kind: row.string(1), status: status, parameters: row.string(3),
            outcome: row.optionalString(4), startedMs: Timestamp(milliseconds: row.int64(5)),
            finishedMs: row.optionalInt64(6).map { Timestamp(milliseconds: $0) })
    }
}

extension Transaction {
    /// - Parameter parameters: a JSON object.
    package func startRun(_ kind: String, parameters: String = "{}", at now: Timestamp) throws -> RunID {
        guard let id = try change(RunStatement.insert, kind, parameters, now) else {
            preconditionFailure("an insert without a conflict clause returns its id")
        }
        return RunID(id)
    }

    /// - Parameter outcome: a JSON object.
    package func finishRun(_ run: RunID, _ status: Run.Status, outcome: String, at now: Timestamp) throws {
        precondition(status != .running, "a run that ends is no longer running")
        guard try change(RunStatement.finish, status.rawValue, outcome, now, run) != nil else {
            throw CatalogError(.notFound, "run \(run) is not running")
        }
    }
}
