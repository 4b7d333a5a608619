import SQLite

/// The search indexes of names, while many rows are inserted: their triggers rest, and what came in is indexed at the end.
///
/// All of it is part of one transaction: who undoes that, by an error or a crash, has the triggers back.
struct SearchRows {
    private let transaction: Transaction
    private let triggers: [(name: String, sql: String)]
    /// The last rows that the indexes know.
    private let lastTrack: Int64
    private let lastArtist: Int64
    private let lastAlbum: Int64

    init(suspendingIn transaction: Transaction) throws {
        self.transaction = transaction
        lastTrack = Int64(try transaction.count(SearchStatement.lastTrack))
        lastArtist = Int64(try transaction.count(SearchStatement.lastArtist))
        lastAlbum = Int64(try transaction.count(SearchStatement.lastAlbum))
        triggers = try transaction.all(SearchStatement.insertTriggers) { ($0.string(0), $0.string(1)) }
        for trigger in triggers { try transaction.connection.run("DROP TRIGGER \(trigger.name)") }
    }

    func resume() throws {
        try transaction.execute(SearchStatement.indexArtists, lastArtist)
        try transaction.execute(SearchStatement.indexAlbums, lastAlbum)
        try transaction.execute(SearchStatement.indexTracks, lastTrack)
        for trigger in triggers { try transaction.connection.run(trigger.sql) }
    }
}
