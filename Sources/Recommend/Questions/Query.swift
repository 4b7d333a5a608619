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
        tracks.isEmpty && artists.isEmpty && playlist.isEmpty && genres.isEmpty && user == nil
            && mood.isEmpty
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
        var bytes: [UInt8] = []
        func add(_ number: Int64) { withUnsafeBytes(of: number.littleEndian) { bytes += $0 } }
        func addReal(_ number: Double) { add(Int64(bitPattern: number.bitPattern)) }
        // A list starts with its length, so that two lists are not taken for one.
        for tracks in [tracks, playlist, like, unlike, excluded, [from, to].compactMap { $0 }] {
            add(Int64(tracks.count))
            for track in tracks { add(track.rawValue) }
        }
        add(Int64(artists.count))
        for artist in artists { add(artist.rawValue) }
        add(Int64(genres.count))
        for genre in genres { add(genre.rawValue) }
        add(from == nil ? 0 : 1)
        add(user?.rawValue ?? -1)
        for number in [
            dials.people ?? -1, dials.sound ?? -1, dials.diversity, dials.popularity, dials.freshness,
        ] {
            addReal(number)
        }
        add(Int64(dials.perArtist ?? -1))
        add(shuffleSeed == nil ? 0 : 1)
        add(Int64(bitPattern: shuffleSeed ?? 0))
        for (field, value) in mood.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
            bytes += field.rawValue.utf8
            addReal(value)
        }
        bytes += "\(hearing.rawValue) \(wanted.rawValue)".utf8
        if !filter.isEmpty { bytes += "\(filter)".utf8 }
        let hash = SectionWriter.hash(bytes)
        return UInt32(truncatingIfNeeded: hash ^ hash >> 32)
    }
}
