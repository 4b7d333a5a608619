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
        provider.bind(to: statement, at: 1)
        externalID.bind(to: statement, at: 2)
        title.bind(to: statement, at: 3)
        titleKey.bind(to: statement, at: 4)
        credit.bind(to: statement, at: 5)
        creditKey.bind(to: statement, at: 6)
        album.bind(to: statement, at: 7)
        year.bind(to: statement, at: 8)
        durationMs.bind(to: statement, at: 9)
        isExplicit.bind(to: statement, at: 10)
        isrc.bind(to: statement, at: 11)
        popularity.bind(to: statement, at: 12)
        rowCount.bind(to: statement, at: 13)
        descriptors.tempoBpm.bind(to: statement, at: 14)
        descriptors.key.bind(to: statement, at: 15)
        descriptors.mode.bind(to: statement, at: 16)
        descriptors.timeSignature.bind(to: statement, at: 17)
        descriptors.loudnessLufs.bind(to: statement, at: 18)
        descriptors.energy.bind(to: statement, at: 19)
        descriptors.danceability.bind(to: statement, at: 20)
        descriptors.valence.bind(to: statement, at: 21)
        descriptors.acousticness.bind(to: statement, at: 22)
        descriptors.instrumentalness.bind(to: statement, at: 23)
        descriptors.liveness.bind(to: statement, at: 24)
        descriptors.speechiness.bind(to: statement, at: 25)
        details.bind(to: statement, at: 26)
        now.bind(to: statement, at: 27)
    }
}
