import Synchronization

/// Neighbour search that many threads share while vectors come and go: exact up to `exactCountMax`, by graph above.
package final class VectorIndex: Sendable {
    private struct State {
        var exact: ExactVectorIndex
        var graph: GraphVectorIndex?
    }

    /// Up to here the exact scan answers within its few milliseconds.
    package static let exactCountMax = 1_500_000
    /// A filter that leaves fewer than this share is searched exactly: a graph would wander among what is not allowed.
    private static let graphAllowedShareMin = 0.05

    private let state: Mutex<State>

    package init(_ exact: ExactVectorIndex, graph: GraphVectorIndex? = nil) {
        state = Mutex(State(exact: exact, graph: graph))
    }

    /// What the index holds at this moment; later changes do not touch it.
    package func snapshot() -> ExactVectorIndex { state.withLock { $0.exact } }

    package var count: Int { state.withLock { $0.exact.count } }

    @discardableResult
    package func append(_ vector: [Float]) -> Int {
        state.withLock { state in
            let place = state.exact.append(vector[...])
            if let graph = state.graph, !graph.add(vector, at: place) { state.graph = nil }
            return place
        }
    }

    package func replace(_ place: Int, with vector: [Float]) {
        state.withLock { state in
            state.exact.replace(place, with: vector[...])
            if let graph = state.graph, !graph.add(vector, at: place) { state.graph = nil }
        }
    }

    package func remove(_ place: Int) {
        state.withLock { state in
            state.exact.remove(place)
            state.graph?.remove(place)
        }
    }

    /// The best `limit` places by dot product, best first; the search holds no lock.
    package func search(_ query: [Float], limit: Int, allowed: BitSet? = nil) -> [ScoredItem] {
        let (exact, graph) = state.withLock { ($0.exact, $0.graph) }
        guard let graph, exact.count > VectorIndex.exactCountMax,
            let width = Self.graphWidth(limit: limit, allowed: allowed ?? BitSet(count: 1, isFull: true))
        else { return exact.search(query, limit: limit, allowed: allowed) }
        return graph.search(query, limit: limit, width: width, allowed: allowed)
    }

    /// How widely a graph is searched for so many among those allowed; nil where a scan is the better way.
    package static func graphWidth(limit: Int, allowed: BitSet) -> Int? {
        let share = Double(allowed.memberCount) / Double(max(1, allowed.count))
        guard share >= graphAllowedShareMin else { return nil }
        return max(64, Int(Double(limit) * 1.5 / share.squareRoot()))
    }
}
