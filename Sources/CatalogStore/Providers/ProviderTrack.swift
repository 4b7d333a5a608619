import SQLite

/// What somebody else knows of a piece of music: a row of an imported table.
package struct ProviderTrack: Sendable, Equatable {
    package var provider: String
    package var externalID: String
    package var title: String
    /// The artists as printed there.
    package var credit: String
    package var album: String?
    package var year: Int?
    package var durationMs: Int?
    package var isExplicit: Bool?
    package var isrc: String?
    package var popularity: Double?
    /// How many rows of the table spoke of it.
    package var rowCount = 1
    /// Those of `Descriptors` that the provider has a column for.
    package var descriptors = Descriptors()
    /// Other columns, as a JSON object.
    package var details: String?

    package init(provider: String, externalID: String, title: String, credit: String) {
        self.provider = provider
        self.externalID = externalID
        self.title = title
        self.credit = credit
    }
}

extension ProviderTrack {
    /// Binds all columns, in the order of `ProviderStatement.upsert` and `.insert`.
    func bind(to statement: Statement, titleKey: String, creditKey: String, at now: Timestamp) {
        statement.bind(provider, at: 1)
        statement.bind(externalID, at: 2)
        statement.bind(title, at: 3)
        statement.bind(titleKey, at: 4)
        statement.bind(credit, at: 5)
        statement.bind(creditKey, at: 6)
        statement.bind(album, at: 7)
        statement.bind(year, at: 8)
        statement.bind(durationMs, at: 9)
        statement.bind(isExplicit, at: 10)
        statement.bind(isrc, at: 11)
        statement.bind(popularity, at: 12)
        statement.bind(Int64(rowCount), at: 13)
        statement.bind(descriptors.tempoBpm, at: 14)
        statement.bind(descriptors.key, at: 15)
        statement.bind(descriptors.mode, at: 16)
        statement.bind(descriptors.timeSignature, at: 17)
        statement.bind(descriptors.loudnessLufs, at: 18)
        statement.bind(descriptors.energy, at: 19)
        statement.bind(descriptors.danceability, at: 20)
        statement.bind(descriptors.valence, at: 21)
        statement.bind(descriptors.acousticness, at: 22)
        statement.bind(descriptors.instrumentalness, at: 23)
        statement.bind(descriptors.liveness, at: 24)
        statement.bind(descriptors.speechiness, at: 25)
        statement.bind(details, at: 26)
        statement.bind(now.milliseconds, at: 27)
    }
}
