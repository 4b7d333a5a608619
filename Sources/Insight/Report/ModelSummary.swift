import CatalogStore

/// What a page says of a model.
package struct ModelSummary: Sendable {
    package let name: String
    package let version: Int
    package let kind: String
    package let isActive: Bool
    package let created: Timestamp
    package let trackCount: Int?
    /// How it fared against the model that was in use then.
    package let verdict: String?
    package let figures: [(name: String, value: Double)]

    package init(
        name: String, version: Int, kind: String, isActive: Bool, created: Timestamp, trackCount: Int?,
        verdict: String?, figures: [(name: String, value: Double)]
    ) {
        self.name = name
        self.version = version
        self.kind = kind
        self.isActive = isActive
        self.created = created
        self.trackCount = trackCount
        self.verdict = verdict
        self.figures = figures
    }
}
