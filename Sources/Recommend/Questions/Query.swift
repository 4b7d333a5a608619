import CatalogCore

/// One question: what should come next? The command line and an address parse into the same value.
package struct Query: Sendable, Equatable, Codable {
    package enum Wanted: String, Sendable, Codable, CaseIterable { case tracks, artists }
    package enum Hearing: String, Sendable, Codable, CaseIterable { case any, heard, unheard }

    /// What the answer should be near to.
    package var tracks: [TrackID] = []
    package var artists: [ArtistID] = []
    /// A playlist's tracks, in order.
    package var playlist: [TrackID] = []
    package var genres: [GenreID] = []
    package var user: UserID?
    /// Descriptors that the answer should come near to, such as `energy` 0.8.
    package var mood: [FilterField: Double] = [:]
    /// Added and subtracted in the space of sound.
    package var like: [TrackID] = []
    package var unlike: [TrackID] = []
    /// A path that drifts from one track to the other.
    package var from: TrackID?
    package var to: TrackID?

    package var filter = Filter.none
    package var dials = Dials()
    package var hearing = Hearing.any
    package var wanted = Wanted.tracks
    package var limit = Query.limitStandard
    package var cursor: Cursor?
    /// What is in no answer besides: what a radio has played, what is on a playlist.
    package var excluded: [TrackID] = []
    /// Another order of much the same answer for each seed; nil for the one best order.
    package var shuffleSeed: UInt64?

    package static let limitStandard = 20
    package static let limitMax = 1_000
    /// How many tracks a question may be about.
    package static let seedCountMax = 1_000
    /// Of a longer playlist its end counts.
    package static let playlistTrackCountMax = 500

    package init() {}

    /// True when nothing says near to what: the answer is what trends and what is new.
    package var isOpen: Bool {
        tracks.isEmpty && artists.isEmpty && playlist.isEmpty && genres.isEmpty && user == nil && mood.isEmpty
            && like.isEmpty && unlike.isEmpty && from == nil && to == nil
    }

    /// True when only genres say near to what: the answer is what trends in them.
    package var isOfGenresAlone: Bool {
        guard !genres.isEmpty else { return false }
        var rest = self
        rest.genres = []
        return rest.isOpen
    }

    /// A number that another question has not: what a cursor belongs to. Page sizes and cursors do not matter.
    var fingerprint: UInt32 {
        let mood = mood.sorted { $0.key.rawValue < $1.key.rawValue }.map { "\($0.key)=\($0.value)" }
        let parts: [Any] = [
            tracks, artists, playlist, genres, user as Any, mood, like, unlike, from as Any, to as Any,
            filter,
            dials, hearing, wanted, shuffleSeed as Any, excluded,
        ]
        let hash = SectionWriter.hash(parts.map { "\($0)" }.joined(separator: "|").utf8)
        return UInt32(truncatingIfNeeded: hash ^ hash >> 32)
    }
}
