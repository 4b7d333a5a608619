import CatalogCore
import SQLite

extension CatalogIdentifier {
    package func bind(to statement: Statement, at index: Int32) { statement.bind(rawValue, at: index) }
}

extension TrackID: Bindable {}
extension ArtistID: Bindable {}
extension AlbumID: Bindable {}
extension GenreID: Bindable {}
extension FileID: Bindable {}
extension UserID: Bindable {}
extension ModelID: Bindable {}
extension EventID: Bindable {}
extension PlaylistID: Bindable {}
extension RunID: Bindable {}
