import CatalogCore
import SQLite

extension CatalogReading {
    package func opinion(of user: UserID, on track: TrackID) throws -> Opinion? {
        try first(OpinionStatement.read, user, track, read: opinion(from:))
    }

    /// All opinions of a user, by track.
    package func opinions(of user: UserID) throws -> [Opinion] {
        try all(OpinionStatement.ofUser, user, read: opinion(from:))
    }

    package func opinions(on track: TrackID, limit: Int = 10_000) throws -> [Opinion] {
        try all(OpinionStatement.ofTrack, track, limit, read: opinion(from:))
    }

    /// What a user likes, dislikes or has banned, newest first.
    ///
    /// - Parameter last: the last of the page before.
    package func opinions(
        of user: UserID, with stance: Stance, after last: (time: Timestamp, track: TrackID)? = nil,
        limit: Int = 100_000
    ) throws -> [Opinion] {
        try all(
            OpinionStatement.withStance, user, stance.rawValue, last?.time.milliseconds ?? Int64.max,
            last?.track.rawValue ?? Int64.max, limit, read: opinion(from:))
    }

    /// What a user rated, likes, dislikes or has banned, by track.
    package func opinionsSaid(by user: UserID, after last: TrackID?, limit: Int) throws -> [Opinion] {
        try all(OpinionStatement.said, user, last ?? TrackID(0), limit, read: opinion(from:))
    }

    /// Calls `body` with every opinion, by user and track: what factorisation starts from.
    package func forEachOpinion(_ body: (Opinion) throws -> Void) throws {
        try forEach(OpinionStatement.everyone) { try body(opinion(from: $0)) }
    }

    /// Calls `body` with every opinion as the log derives it, by user and track.
    func forEachDerivedOpinion(_ body: (Opinion) throws -> Void) throws {
        var current: Opinion?
        try forEach(OpinionStatement.log) { row in
            let user = UserID(row.int64(0))
            let track = TrackID(row.int64(1))
            if let finished = current, finished.user != user || finished.track != track {
                try body(finished)
                current = nil
            }
            var opinion = current ?? Opinion(user: user, track: track)
            include(row, from: 2, in: &opinion)
            current = opinion
        }
        if let current { try body(current) }
    }

    /// One opinion as the log derives it.
    func derivedOpinion(of user: UserID, on track: TrackID) throws -> Opinion {
        var opinion = Opinion(user: user, track: track)
        try forEach(EventStatement.ofPair, user, track) { include($0, from: 0, in: &opinion) }
        return opinion
    }

    private func include(_ row: Row, from column: Int32, in opinion: inout Opinion) {
        guard let kind = EventKind(code: row.int(column + 1)) else { return }
        opinion.include(
            kind: kind, id: EventID(row.int64(column)), time: Timestamp(milliseconds: row.int64(column + 2)),
            playedMs: row.optionalInt(column + 3), rating: row.optionalDouble(column + 4))
    }

    func opinion(from row: Row) -> Opinion {
        var opinion = Opinion(user: UserID(row.int64(0)), track: TrackID(row.int64(1)))
        if let stance = row.optionalInt(2).flatMap(Stance.init(rawValue:)) {
            opinion.stance = Opinion.Word(
                value: stance, event: EventID(row.int64(3)), time: Timestamp(milliseconds: row.int64(4)))
        }
        if let rating = row.optionalDouble(5) {
            opinion.rating = Opinion.Word(
                value: rating, event: EventID(row.int64(6)), time: Timestamp(milliseconds: row.int64(7)))
        }
        opinion.playCount = row.int(8)
        opinion.skipCount = row.int(9)
        opinion.playedMs = row.int(10)
        opinion.lastHeard = row.optionalInt64(11).map { Timestamp(milliseconds: $0) }
        return opinion
    }
}
