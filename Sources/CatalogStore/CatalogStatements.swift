/// Every statement that the catalog runs, apart from pragmas: a test explains each of them.
///
/// A statement that is meant to read all rows of a table that grows says so with `/* whole table */`.
package enum CatalogStatements {
    package static let all: [String] =
        texts(AlbumStatement.self) + texts(ArtistStatement.self) + texts(DescriptorStatement.self)
        + texts(EventBlockStatement.self) + texts(EventStatement.self) + texts(ExchangeStatement.self)
        + texts(FeatureStatement.self)
        + texts(FileStatement.self) + texts(GenreStatement.self) + texts(LyricsStatement.self)
        + texts(MergeStatement.self) + texts(ModelStatement.self) + texts(OpinionStatement.self)
        + texts(PlaylistStatement.self) + texts(ProviderStatement.self) + texts(RevisionStatement.self)
        + texts(RunStatement.self) + texts(SearchStatement.self) + texts(StatisticsStatement.self)
        + texts(TrackFactStatement.self)
        + texts(TrackStatement.self)
        + texts(UpkeepStatement.self) + texts(UserStatement.self)

    private static func texts<Statement: CatalogStatement>(_ type: Statement.Type) -> [String] {
        type.allCases.map(\.rawValue)
    }
}
