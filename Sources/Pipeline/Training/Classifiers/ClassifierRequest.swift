import Learning

/// What a person asks of `catalog train classifier`.
package struct ClassifierRequest: Sendable {
    package var label: ClassifierLabel
    /// The classes that are told apart; empty takes all with enough tracks.
    package var between: [String] = []
    package var unit = CatalogFeatures.Unit.windows
    package var grouping = CatalogFeatures.Grouping.track
    /// False to see what windows of one track on both sides of a split would feign; nothing is kept then.
    package var isGrouped = true
    /// Nil takes all.
    package var features: [String]?
    package var comparison = ClassifierComparison.Options()
    /// The name of the model; nil makes one of the label.
    package var name: String?
    /// So many tracks are encoded anew and heard again; nil: none.
    package var robustnessTracks: Int?

    package init(label: ClassifierLabel) { self.label = label }
}
