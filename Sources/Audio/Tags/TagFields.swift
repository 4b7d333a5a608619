/// The named values of a file, as tags.
struct TagFields {
    private var values: [String: [String]] = [:]

    init(_ fields: [(name: String, value: String)]) {
        for field in fields { values[field.name.uppercased(), default: []].append(field.value) }
    }

    func tags() -> TrackTags {
        var tags = TrackTags()
        tags.title = name("TITLE")
        let (listed, printed) = (names("ARTISTS"), names("ARTIST", separators: ";"))
        tags.artists = listed.count > 1 ? listed : printed.flatMap(ArtistCredit.names)
        if tags.artists.isEmpty { tags.artists = listed }
        tags.credit = printed.count == 1 && tags.artists.count > 1 ? printed[0] : nil
        tags.album = name("ALBUM")
        tags.albumArtist = name("ALBUMARTIST") ?? name("ALBUM ARTIST")
        tags.genres = names("GENRE", separators: ";/")
        tags.date = name("ORIGINALDATE") ?? name("DATE") ?? name("YEAR")
        (tags.trackNumber, tags.trackCount) = position("TRACKNUMBER", totals: ["TRACKTOTAL", "TOTALTRACKS"])
        (tags.discNumber, tags.discCount) = position("DISCNUMBER", totals: ["DISCTOTAL", "TOTALDISCS"])
        tags.beatsPerMinute = number("BPM").flatMap { (10...1_000).contains($0) ? $0 : nil }
        tags.key = name("INITIALKEY") ?? name("KEY")
        tags.isrc = name("ISRC")
        tags.isCompilation = ["1", "true", "yes"].contains(name("COMPILATION")?.lowercased() ?? "")
        tags.lyrics = lyrics()
        tags.musicBrainz = musicBrainz()
        tags.replayGain = replayGain()
        tags.described = described()
        return tags
    }

    /// Fields that say what music is like or who made it, beside those that have a place of their own.
    private static let descriptive = [
        "ARRANGER", "COMPOSER", "CONDUCTOR", "COUNTRY", "ENSEMBLE", "GROUPING", "INSTRUMENT", "LABEL",
        "LANGUAGE", "LYRICIST", "MEDIA", "MOOD", "OCCASION", "ORGANIZATION", "PERFORMER", "PRODUCER",
        "PUBLISHER", "REMIXER", "STYLE", "THEME", "WORK",
    ]
    /// Values of one field that are kept, and characters of each.
    private static let descriptionsMax = 8
    private static let descriptionCharactersMax = 200

    private func described() -> [TrackTags.Description] {
        Self.descriptive.flatMap { field in
            names(field, separators: ";").prefix(Self.descriptionsMax).map { value in
                TrackTags.Description(
                    name: field.lowercased(), value: String(value.prefix(Self.descriptionCharactersMax)))
            }
        }
    }

    private func name(_ key: String) -> String? { values[key]?.lazy.compactMap(TagText.name).first }

    /// All values of a field, each split at the separators, without repetition.
    private func names(_ key: String, separators: String = "") -> [String] {
        var result: [String] = []
        for value in values[key] ?? [] {
            // A NUL between values is what ID3v2.4 demands, and what other formats get from careless conversion.
            for part in value.split(whereSeparator: { separators.contains($0) || $0 == "\0" }) {
                if let name = TagText.name(String(part)), !result.contains(name) { result.append(name) }
            }
        }
        return result
    }

    /// `3`, `3/12`, `03 of 12`.
    private func position(_ key: String, totals: [String]) -> (number: Int?, count: Int?) {
        let parts = (name(key) ?? "").split { !$0.isASCII || !$0.isNumber }.prefix(2).map { Int($0) }
        let told = totals.lazy.compactMap { name($0).flatMap { Int($0) } }.first
        func sensible(_ value: Int?) -> Int? { value.flatMap { (1...9_999).contains($0) ? $0 : nil } }
        return (sensible(parts.first ?? nil), sensible(parts.count > 1 ? parts[1] : told))
    }

    /// The number that a value begins with: `-6.50 dB`.
    private func number(_ key: String) -> Double? {
        guard let text = name(key) else { return nil }
        let digits = text.replacing(",", with: ".").prefix {
            $0.isASCII && ($0.isNumber || "+-.".contains($0))
        }
        guard let value = Double(digits), value.isFinite else { return nil }
        return value
    }

    private func lyrics() -> String? {
        let keys = ["LYRICS", "UNSYNCEDLYRICS", "UNSYNCED LYRICS"]
        let described = values.keys.filter { $0.hasPrefix("LYRICS:") }.sorted()
        return (keys + described).lazy.compactMap { values[$0]?.lazy.compactMap(TagText.lyrics).first }.first
    }

    private func musicBrainz() -> TrackTags.MusicBrainzIDs {
        var ids = TrackTags.MusicBrainzIDs()
        func identifiers(_ key: String) -> [String] {
            names(key, separators: ";/ ").map { $0.lowercased() }.filter(Self.isUUID)
        }
        // Picard writes the recording under the name that once was the track's.
        ids.recording = identifiers("MUSICBRAINZ_TRACKID").first
        ids.release = identifiers("MUSICBRAINZ_ALBUMID").first
        ids.releaseGroup = identifiers("MUSICBRAINZ_RELEASEGROUPID").first
        ids.artists = identifiers("MUSICBRAINZ_ARTISTID")
        ids.albumArtists = identifiers("MUSICBRAINZ_ALBUMARTISTID")
        return ids
    }

    private static func isUUID(_ text: String) -> Bool {
        text.utf8.count == 36 && text.split(separator: "-").map(\.count) == [8, 4, 4, 4, 12]
            && text.allSatisfy { $0 == "-" || $0.isHexDigit }
    }

    private func replayGain() -> TrackTags.ReplayGain {
        var gain = TrackTags.ReplayGain()
        func sensible(_ key: String, _ range: ClosedRange<Double>) -> Double? {
            number(key).flatMap { range.contains($0) ? $0 : nil }
        }
        gain.trackGainDB = sensible("REPLAYGAIN_TRACK_GAIN", -100...100) ?? opusGain("R128_TRACK_GAIN")
        gain.trackPeak = sensible("REPLAYGAIN_TRACK_PEAK", 0...100)
        gain.albumGainDB = sensible("REPLAYGAIN_ALBUM_GAIN", -100...100) ?? opusGain("R128_ALBUM_GAIN")
        gain.albumPeak = sensible("REPLAYGAIN_ALBUM_PEAK", 0...100)
        return gain
    }

    /// Opus counts from -23 LUFS in 256ths of a decibel (RFC 7845 section 5.2.1), ReplayGain from -18.
    private func opusGain(_ key: String) -> Double? {
        name(key).flatMap { Int($0) }.flatMap { (-32_768...32_767).contains($0) ? Double($0) / 256 + 5 : nil }
    }
}
