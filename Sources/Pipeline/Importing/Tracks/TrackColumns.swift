/// Where the fields of a track stand in the rows of one table, looked up once.
struct TrackColumns {
    let title: Int
    let artists: Int
    let id: Int?
    let album: Int?
    let genre: Int?
    let popularity: Int?
    let durationMs: Int?
    let durationSeconds: Int?
    let isExplicit: Int?
    let year: Int?
    let isrc: Int?
    /// In the order of `TrackField.attributes`.
    let attributes: [Int?]

    /// Nil where no column holds titles or artists.
    init?(_ map: ColumnMap<TrackField>) {
        guard let title = map[.title], let artists = map[.artists] else { return nil }
        self.title = title
        self.artists = artists
        id = map[.id]
        album = map[.album]
        genre = map[.genre]
        popularity = map[.popularity]
        durationMs = map[.durationMs]
        durationSeconds = map[.durationSeconds]
        isExplicit = map[.isExplicit]
        year = map[.year]
        isrc = map[.isrc]
        attributes = TrackField.attributes.map { map[$0] }
    }
}
