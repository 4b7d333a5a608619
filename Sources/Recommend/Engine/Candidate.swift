import CatalogCore

/// A track that may be in the answer, and the parts of its score.
struct Candidate: Sendable {
    /// By the places of `Recommendation.PartKind`; first, since it is the one that must lie at a round address.
    private var parts = SIMD8<Double>(repeating: 0)
    private(set) var score = 0.0
    let index: Int32

    init(index: Int32) { self.index = index }

    mutating func add(_ kind: Recommendation.PartKind, _ value: Double) {
        parts[kind.place] += value
        score += value
    }

    func part(_ kind: Recommendation.PartKind) -> Double { parts[kind.place] }

    /// One part of each kind that is there.
    var all: [Recommendation.Part] {
        Recommendation.PartKind.allCases.compactMap { kind in
            parts[kind.place] == 0 ? nil : Recommendation.Part(kind: kind, value: parts[kind.place])
        }
    }
}

extension Recommendation.PartKind {
    /// Where a kind stands among the eight.
    fileprivate var place: Int {
        switch self {
        case .people: 0
        case .sound: 1
        case .popularity: 2
        case .freshness: 3
        case .mood: 4
        case .variety: 5
        case .penalty: 6
        case .chance: 7
        }
    }
}
