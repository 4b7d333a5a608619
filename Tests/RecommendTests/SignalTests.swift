import CatalogCore
import Learning
import Recommend
import Testing

@Suite struct SignalTests {
    private let now = 1_790_000_000.0
    private let day = 86_400.0

    private func preference(_ signals: [Signal], daysLater: Double = 0) -> Float {
        var pair = PairSignals()
        for signal in signals { pair.include(signal) }
        return pair.preference(nowSeconds: now + daysLater * day)
    }

    @Test func whatPeopleDoIsRankedAsTheyMeanIt() {
        let early = preference([Signal(.skip(completion: 0.05), timeSeconds: now)])
        let late = preference([Signal(.skip(completion: 0.9), timeSeconds: now)])
        let half = preference([Signal(.play(completion: 0.5), timeSeconds: now)])
        let full = preference([Signal(.play(completion: 1), timeSeconds: now)])
        let twice = preference([1, 2].map { _ in Signal(.play(completion: 1), timeSeconds: now) })
        let liked = preference([Signal(.like, timeSeconds: now)])
        let disliked = preference([Signal(.dislike, timeSeconds: now)])
        let banned = preference([Signal(.ban, timeSeconds: now)])
        let order = [banned, disliked, early, late, half, full, twice]
        #expect(order == order.sorted())
        #expect(late < 0 && half > 0)
        #expect(liked > full)
        #expect(abs(full - 1) < 1e-6 && abs(twice - 1.584_962_5) < 1e-5)
        #expect(preference([Signal(.rating(5), timeSeconds: now)]) > 0)
        #expect(preference([Signal(.rating(1), timeSeconds: now)]) < 0)
    }

    @Test func thingsFadeAndABanStaysABan() {
        let play = [Signal(.play(completion: 1), timeSeconds: now)]
        #expect(abs(preference(play, daysLater: 365) - 0.584_962_5) < 1e-4)
        let skip = [Signal(.skip(completion: 0), timeSeconds: now)]
        #expect(abs(preference(skip, daysLater: 90) - preference(skip) / 2) < 1e-4)
        let ban = [Signal(.ban, timeSeconds: now)]
        #expect(abs(preference(ban, daysLater: 365) - preference(ban) / 2) < 1e-4)
        var listener = Listener()
        listener.include(ban[0], track: 3, weights: .standard)
        #expect(listener.refused == [3])
    }

    @Test func theLastStanceHoldsInAnyOrder() {
        let signals = [
            Signal(.like, timeSeconds: now - 10), Signal(.ban, timeSeconds: now - 5),
            Signal(.rating(1), timeSeconds: now - 9), Signal(.rating(5), timeSeconds: now - 3),
        ]
        #expect(preference(signals) == preference(signals.reversed()))
        var pair = PairSignals()
        for signal in signals { pair.include(signal) }
        #expect(pair.isBanned)
        pair.include(Signal(.like, timeSeconds: now))
        #expect(pair.isLiked && pair.preference(nowSeconds: now) > 0)
    }

    @Test func aListenerIsTheSameReadAtOnceOrFollowed() {
        var random = SplitMix64(seed: 8)
        let kinds: [Signal.Kind] = [
            .play(completion: 1), .play(completion: 0.3), .skip(completion: 0.1), .like, .dislike, .ban,
            .rating(4),
        ]
        let signals = (0..<3_000).map { place in
            (
                track: Int32(random.next() % 700),
                signal: Signal(
                    kinds[Int(random.next() % UInt64(kinds.count))], timeSeconds: now - 3_000 + Double(place))
            )
        }
        let read = Listener(signals, weights: .standard)
        var followed = Listener()
        var pairs: [Int32: PairSignals] = [:]
        for (track, signal) in signals {
            followed.include(signal, track: track, weights: .standard)
            pairs[track, default: PairSignals()].include(signal, weights: .standard)
        }
        for listener in [read, followed] {
            var found: [(track: Int32, pair: PairSignals)] = []
            listener.forEachTrack { found.append(($0, $1)) }
            #expect(found.map(\.track) == pairs.keys.sorted())
            #expect(found.allSatisfy { $0.pair == pairs[$0.track] })
            #expect((-1...700).allSatisfy { listener[$0] == pairs[$0] })
            #expect(listener.trackCount == pairs.count)
            #expect(listener.refused == Set(pairs.filter { $0.value.isBanned || $0.value.isDisliked }.keys))
            #expect(listener.heard == pairs.filter { $0.value.lastHeardSeconds != nil }.keys.sorted())
            let history = listener.history(nowSeconds: now, weights: .standard)
            #expect(history.items == history.items.sorted())
            for (place, item) in history.items.enumerated() {
                #expect(history.weights[place] == pairs[item]?.preference(nowSeconds: now))
            }
        }
    }

    @Test func weightsAreTunedByName() throws {
        var weights = SignalWeights.standard
        #expect(weights.storedText == nil)
        try weights.set("early-skip=1.5, like=3")
        #expect(weights.earlySkip == 1.5 && weights.like == 3 && weights.play == 1)
        #expect(weights.storedText == "early-skip=1.5,like=3")
        var pair = PairSignals()
        pair.include(Signal(.skip(completion: 0), timeSeconds: now), weights: weights)
        #expect(abs(pair.preference(nowSeconds: now, weights: weights) + 1.5) < 1e-5)
        let error = #expect(throws: ValueError.self) { try weights.set("like=99") }
        #expect(error?.expected.contains("between 0 and 10") == true)
        #expect(throws: ValueError.self) { try weights.set("liek=1") }
        #expect(Set(SignalWeights.fields.map(\.name)).count == SignalWeights.fields.count)
    }

    @Test func nothingExceedsTheLimit() {
        let many = (0..<500).map { Signal(.play(completion: 1), timeSeconds: now - Double($0)) }
        #expect(preference(many + [Signal(.like, timeSeconds: now)]) == 6)
        #expect(
            preference((0..<500).map { Signal(.skip(completion: 0), timeSeconds: now - Double($0)) }) == -6)
    }
}
