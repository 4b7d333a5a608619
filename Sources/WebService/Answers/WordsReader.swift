import CatalogCore
import CatalogStore

/// Says what tracks and artists are called, for one answer: from what was read before, else from one snapshot.
struct WordsReader {
    private let service: ServiceCore
    private let snapshot: Snapshot
    private let revision: Int64

    /// Lends a reader of the catalog as it is now.
    static func read<Result>(
        _ service: ServiceCore, _ body: (WordsReader) throws -> Result
    ) throws -> Result {
        // Before the snapshot: what is kept must not be older than what it is kept as.
        let revision = service.revisions.ofMusic
        return try service.catalog.read {
            try body(WordsReader(service: service, snapshot: $0, revision: revision))
        }
    }

    private init(service: ServiceCore, snapshot: Snapshot, revision: Int64) {
        self.service = service
        self.snapshot = snapshot
        self.revision = revision
    }

    /// Nil for a track that has gone.
    func track(_ id: TrackID) throws -> TrackWords? {
        try service.words.value(of: id, revision: revision) {
            try snapshot.track(id).map { track in
                TrackWords(
                    json: TrackAnswer.json(track).bytes, title: "\(track.artist) - \(track.title)")
            }
        }
    }

    func artist(_ id: ArtistID) throws -> Artist? {
        try service.artists.value(of: id, revision: revision) { try snapshot.artist(id) }
    }
}
