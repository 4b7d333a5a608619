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
