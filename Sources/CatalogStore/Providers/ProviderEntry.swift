/// A provider's row and the track that it becomes, with the words that both are found by: made by whoever reads a table,
/// so that the one writer has less to do.
package struct ProviderEntry: Sendable {
    let row: ProviderTrack
    let track: NewTrack
    let titleKey: String
    let creditKey: String

    /// - Parameter artists: in the order of the credit.
    package init(_ row: ProviderTrack, artists: [String]) {
        self.row = row
        var track = NewTrack(
            title: row.title, artists: artists, album: row.album, durationMs: row.durationMs)
        track.credit = row.credit
        track.year = row.year
        track.isExplicit = row.isExplicit
        track.isrc = row.isrc
        track.popularity = row.popularity
        self.track = track
        titleKey = TextKey.fold(row.title)
        creditKey = TextKey.fold(row.credit)
    }
}
