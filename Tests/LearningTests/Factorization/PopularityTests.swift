import Learning
import Testing

@Suite struct PopularityTests {
    @Test func anEventCountsHalfAfterAHalfLife() throws {
        var table = Interactions(userCount: 3, itemCount: 3)
        table.append(user: 0, item: 0, timeSeconds: 0)
        table.append(user: 1, item: 1, timeSeconds: 100)
        table.append(user: 2, item: 2, weight: -1, timeSeconds: 100)
        let trending = try Popularity.fit(TrainingSet(table), parameters: .init(halfLifeSeconds: 100))
        let scores = trending.scores(for: .empty)
        #expect(abs(scores[0] - 0.405_465) < 1e-5)
        #expect(abs(scores[1] - 0.693_147) < 1e-5)
        #expect(scores[2] == 0)
    }
}
