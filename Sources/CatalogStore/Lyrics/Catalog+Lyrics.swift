import CatalogCore
import SQLite

extension CatalogReading {
    package func lyrics(of track: TrackID) throws -> Lyrics? {
        try first(LyricsStatement.read, track) { row in
            guard let source = Lyrics.Source(rawValue: row.string(0)) else {
                throw CatalogError(.damaged, "lyrics are of an unknown source: run `catalog check`")
            }
            var lyrics = Lyrics(source: source, text: row.string(1), isTimed: row.bool(2))
            lyrics.language = row.optionalString(3)
            lyrics.positive = row.optionalDouble(4)
            lyrics.negative = row.optionalDouble(5)
            lyrics.compound = row.optionalDouble(6)
            lyrics.arc = row.optional(7, row.floats)
            return lyrics
        }
    }
}

extension Transaction {
    package func setLyrics(of track: TrackID, to lyrics: Lyrics?, at now: Timestamp) throws {
        if let lyrics {
            try execute(
                LyricsStatement.write, track, lyrics.source.rawValue, lyrics.text, TextKey.fold(lyrics.text),
                lyrics.isTimed, lyrics.language, lyrics.positive, lyrics.negative, lyrics.compound,
                lyrics.arc, now)
        } else {
            try execute(LyricsStatement.delete, track)
        }
        touch(.track)
    }
}
