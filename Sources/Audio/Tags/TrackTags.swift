/// What a file says about itself.
package struct TrackTags: Sendable, Equatable {
    package var title: String?
    /// In the order of the file; several where it lists several.
    package var artists: [String] = []
    /// Several artists as they are printed, where the file says it: `A feat. B`.
    package var credit: String?
    package var album: String?
    package var albumArtist: String?
    package var genres: [String] = []
    /// As it stands in the file: `1999`, `1999-10-04`.
    package var date: String?
    package var trackNumber: Int?
    package var trackCount: Int?
    package var discNumber: Int?
    package var discCount: Int?
    package var beatsPerMinute: Double?
    /// As it stands in the file: `Am`, `8A`.
    package var key: String?
    package var isrc: String?
    package var musicBrainz = MusicBrainzIDs()
    package var replayGain = ReplayGain()
    package var lyrics: String?
    package var isCompilation = false
    /// What else describes the music: `mood` calm, `composer` Bach; names in small letters, sorted.
    package var described: [Description] = []
    package var cover: Cover?
    /// The fields that the folder and the file name had to fill in.
    package var guessedFields: Set<GuessedField> = []

    package init() {}

    /// The year of the date; nil where it does not begin with one.
    package var year: Int? {
        guard let date, let year = Int(date.prefix(4)), date.prefix(4).count == 4, year > 0 else {
            return nil
        }
        return year
    }

    /// One value of a field that describes the music.
    package struct Description: Sendable, Hashable {
        package let name: String
        package let value: String
    }

    /// Identifiers of musicbrainz.org, where the file was tagged with them.
    package struct MusicBrainzIDs: Sendable, Equatable {
        package var recording: String?
        package var release: String?
        package var releaseGroup: String?
        package var artists: [String] = []
        package var albumArtists: [String] = []

        package init() {}
    }

    /// What ReplayGain measured when the file was tagged.
    package struct ReplayGain: Sendable, Equatable {
        package var trackGainDB: Double?
        package var trackPeak: Double?
        package var albumGainDB: Double?
        package var albumPeak: Double?

        package init() {}
    }

    /// An embedded picture, the front cover before any other.
    package struct Cover: Sendable, Equatable {
        package var mediaType: String
        package var bytes: [UInt8]

        package init(mediaType: String, bytes: [UInt8]) {
            self.mediaType = mediaType
            self.bytes = bytes
        }
    }

    package enum GuessedField: String, Sendable, CaseIterable {
        case title, artist, album, trackNumber, discNumber, year
    }

    /// The same with what is missing taken from the folder and the file name.
    package func completed(by guess: FileNameGuess) -> TrackTags {
        var tags = self
        func fill<Value>(_ path: WritableKeyPath<TrackTags, Value?>, _ value: Value?, _ field: GuessedField) {
            guard tags[keyPath: path] == nil, let value else { return }
            tags[keyPath: path] = value
            tags.guessedFields.insert(field)
        }
        fill(\.title, guess.title, .title)
        fill(\.album, guess.album, .album)
        fill(\.trackNumber, guess.trackNumber, .trackNumber)
        fill(\.discNumber, guess.discNumber, .discNumber)
        fill(\.date, guess.year.map(String.init), .year)
        if tags.artists.isEmpty, let artist = guess.artist {
            tags.artists = [artist]
            tags.guessedFields.insert(.artist)
        }
        return tags
    }
}
