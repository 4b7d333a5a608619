import CatalogCore
import Learning

/// What each model makes of a question's history: worked out once for all blocks of its listing.
struct HistoryReading: Sendable {
    /// Where the history lies among the factors; nil without factors, or where that says nothing.
    let profile: [Float]?
    /// What the neighbours of its tracks add up to; nil without neighbours or history.
    let neighborSums: TrackSums?
    /// Points of the space of sound to look around.
    let soundTargets: [[Float]]

    init(_ question: Question) {
        let folded = question.models.factors.map { $0.fold(question.history) }
        profile = folded.flatMap { values in values.contains { $0 != 0 } ? values : nil }
        neighborSums =
            question.history.items.isEmpty
            ? nil : question.models.neighbors?.scores(for: question.history)
        soundTargets = question.soundTargets()
    }
}
