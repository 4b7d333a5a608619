/// What a filter can speak of.
package enum FilterField: String, Sendable, CaseIterable, Codable {
    case tempo, energy, valence, danceability, acousticness, instrumentalness, liveness, speechiness, loudness
    case popularity, year, duration
    case key, mode, explicit
    case genre, artist, album, title

    package enum Kind: Sendable { case number, word }

    package var kind: Kind {
        switch self {
        case .tempo, .energy, .valence, .danceability, .acousticness, .instrumentalness, .liveness,
            .speechiness,
            .loudness, .popularity, .year, .duration:
            .number
        case .key, .mode, .explicit, .genre, .artist, .album, .title: .word
        }
    }

    /// What the numbers are, for help and errors.
    package var unit: String {
        switch self {
        case .tempo: "beats per minute"
        case .loudness: "LUFS"
        case .duration: "seconds"
        case .popularity: "0…100"
        case .year: "year"
        case .energy, .valence, .danceability, .acousticness, .instrumentalness, .liveness, .speechiness:
            "0…1"
        case .key: "C, C#, … B"
        case .mode: "major or minor"
        case .explicit: "yes or no"
        case .genre, .artist, .album, .title: "text"
        }
    }
}
