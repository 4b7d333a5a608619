import CatalogCore

/// Learns from interactions and ranks items for a history. Every conformer passes one contract suite:
/// finite scores, the same answer twice, liked blocks above others, nothing that was excluded, any history at all.
package protocol Recommender: Sendable {
    associatedtype Parameters: Sendable

    static var name: String { get }

    static func fit(_ training: TrainingSet, parameters: Parameters, monitor: JobMonitor) throws -> Self

    var itemCount: Int { get }

    /// A score for each item; comparable within one answer only.
    func scores(for history: History) -> [Float]

    /// The scores of these items, as `scores(for:)` would give them.
    func scores(for history: History, of items: [Int32]) -> [Float]

    /// The items that go with one item, best first, without itself.
    func similar(to item: Int32, limit: Int) -> [ScoredItem]
}

extension Recommender {
    /// The best items for a history, without those it holds (`isExcluded` leaves out more).
    package func recommend(
        for history: History, limit: Int, isExcluded: (Int32) -> Bool = { _ in false }
    ) -> [ScoredItem] {
        let heard = Set(history.items)
        return TopItems.best(of: scores(for: history), limit: limit) { heard.contains($0) || isExcluded($0) }
    }

    package func scores(for history: History, of items: [Int32]) -> [Float] {
        let all = scores(for: history)
        return items.map { all[Int($0)] }
    }

    package func similar(to item: Int32, limit: Int) -> [ScoredItem] {
        recommend(for: History(items: [item], weights: [1]), limit: limit)
    }
}
