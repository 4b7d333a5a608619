import CatalogStore

extension LyricsAnalysis {
    /// The words of a song as the catalog keeps them: with their language, their score and its course.
    package func stored(_ sheet: LyricSheet, source: CatalogStore.Lyrics.Source) -> CatalogStore.Lyrics {
        var lyrics = CatalogStore.Lyrics(source: source, text: sheet.text, isTimed: sheet.isSynchronised)
        lyrics.language = language == .unknown ? nil : language.code
        lyrics.positive = sentiment?.positive
        lyrics.negative = sentiment?.negative
        lyrics.compound = sentiment?.compound
        lyrics.arc = sentiment == nil ? nil : scoredLines.map { Float($0.sentiment.compound) }
        return lyrics
    }
}
