import CatalogCore
import Learning

extension Question {
    /// How many of the nearest are looked at for one that was not used.
    private static let pathChoiceCount = 20
    /// What other listeners think settles between stations that are equally near.
    private static let pathPeopleShare = 0.01

    /// Stations between two tracks: at each step the best fit that is nearest to that point of the way.
    func path() -> [Candidate] {
        guard let from = query.from.flatMap(table.index(of:)).flatMap(models.embedding),
            let to = query.to.flatMap(table.index(of:)).flatMap(models.embedding)
        else { return [] }
        var used = Set<Int32>()
        let profile = models.factors.map { $0.fold(history) }
        return (0..<query.limit).compactMap { step in
            let share = Float(step + 1) / Float(query.limit + 1)
            let point = zip(from, to).map { $0 * (1 - share) + $1 * share }
            let length = point.reduce(0) { $0 + $1 * $1 }.squareRoot()
            guard length > 1e-6 else { return nil }
            let near = models.nearest(
                toSound: point.map { $0 / length }, limit: query.limit + Question.pathChoiceCount,
                allowed: allowed)
            guard let best = near.first(where: { !used.contains($0.item) }) else { return nil }
            used.insert(best.item)
            var candidate = Candidate(index: best.item)
            candidate.add(.sound, Double(best.score))
            if let profile, let factors = models.factors, !history.items.isEmpty {
                let score = factors.items.scores(of: profile, rows: [best.item])[0]
                candidate.add(.people, Question.pathPeopleShare * Double(score))
            }
            return candidate
        }
    }
}
