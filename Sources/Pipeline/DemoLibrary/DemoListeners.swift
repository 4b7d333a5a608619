import CatalogCore
import Glibc

/// Forty people with tastes: what they play, skip, like and rate of the demo library.
///
/// Six groups of taste lean on styles that lie near each other; everybody belongs mostly to one group and partly to
/// a second, has favourites of their own, and hears about half of the library, so that there is something to guess.
/// What is loud and fast they all like better, so that a critic has something to hear.
struct DemoListeners {
    let tracks: [DemoTrack]
    let seed: UInt64

    static let listenerCount = 40
    static let sessionCounts = 18...34
    static let sessionTracks = 5...11
    /// The first day of the history: 2 January 2023.
    private static let firstSecond = 1_672_617_600
    private static let days = 540

    /// Styles of each group, the dearest first.
    private static let groups: [[DemoStyle]] = [
        [.techno, .drumAndBass, .synthwave, .chiptune], [.ballad, .folk, .waltz, .ambient],
        [.bossa, .ragtime, .waltz, .folk], [.surf, .synthwave, .chiptune, .ragtime],
        [.dub, .ambient, .drumAndBass, .bossa], [.ambient, .techno, .dub, .synthwave],
    ]

    /// All events by listener and time.
    func history() -> [DemoListen] {
        (0..<Self.listenerCount).flatMap { events(of: $0) }
    }

    private func events(of listener: Int) -> [DemoListen] {
        var random = SplitMix64(seed: seed ^ UInt64(listener + 1) &* 0x9E37_79B9)
        let affinities = makeAffinities(listener: listener, random: &random)
        var state = ListenerState(name: "listener-" + (listener < 9 ? "0" : "") + "\(listener + 1)")
        let sessions = Self.sessionCounts.lowerBound + random.index(below: Self.sessionCounts.count)
        let starts = (0..<sessions).map { _ in
            Self.firstSecond + random.index(below: Self.days) * 86_400 + 25_000 + random.index(below: 55_000)
        }.sorted()
        for start in starts {
            var time = start
            var mood: DemoStyle?
            let length = Self.sessionTracks.lowerBound + random.index(below: Self.sessionTracks.count)
            for _ in 0..<length {
                let track = choose(by: affinities, mood: mood, last: state.lastTrack, random: &random)
                hear(track, affinity: affinities[track], at: &time, state: &state, random: &random)
                if affinities[track] > 0.5 { mood = tracks[track].style }
            }
        }
        return state.events
    }

    private struct ListenerState {
        let name: String
        var events: [DemoListen] = []
        var plays: [Int: Int] = [:]
        var rated: Set<Int> = []
        var liked: Set<Int> = []
        var lastTrack: Int?

        init(name: String) { self.name = name }
    }

    /// How much the listener would like each track, 0...1; tracks that never come their way have 0.
    private func makeAffinities(listener: Int, random: inout SplitMix64) -> [Double] {
        let home = Self.groups[listener % Self.groups.count]
        let second = Self.groups[
            (listener + 1 + random.index(below: Self.groups.count - 1)) % Self.groups.count]
        let share = 0.65 + 0.25 * random.uniform()
        return tracks.map { track in
            let isKnown = random.uniform() < 0.6
            let taste =
                share * weight(of: track.style, in: home) + (1 - share) * weight(of: track.style, in: second)
            let affinity = 0.65 * taste + 0.75 * track.appeal - 0.25 + 0.1 * random.normal()
            return isKnown || taste < 0.1 && random.uniform() < 0.15 ? min(1, max(0.01, affinity)) : 0
        }
    }

    private func weight(of style: DemoStyle, in group: [DemoStyle]) -> Double {
        guard let place = group.firstIndex(of: style) else { return 0.03 }
        return [0.95, 0.8, 0.55, 0.4][place]
    }

    private func choose(by affinities: [Double], mood: DemoStyle?, last: Int?, random: inout SplitMix64)
        -> Int
    {
        var weights = affinities.map { $0 * $0 }
        for (index, track) in tracks.enumerated() {
            if track.style == mood { weights[index] *= 2.5 }
            if index == last { weights[index] = 0 }
        }
        let sum = weights.reduce(0, +)
        guard sum > 0 else { return random.index(below: tracks.count) }
        var left = random.uniform() * sum
        for (index, weight) in weights.enumerated() {
            left -= weight
            if left < 0 && weight > 0 { return index }
        }
        return weights.lastIndex { $0 > 0 } ?? 0
    }

    private func hear(
        _ index: Int, affinity: Double, at time: inout Int, state: inout ListenerState,
        random: inout SplitMix64
    ) {
        state.lastTrack = index
        let isSkipped = random.uniform() < 0.55 * (1 - affinity) * (1 - affinity)
        let completion = isSkipped ? 0.05 + 0.4 * random.uniform() : min(1, 0.78 + 0.3 * random.uniform())
        append(index, isSkipped ? .skip : .play, time, completion: completion, to: &state)
        time += max(4, Int(35 * completion)) + 2
        guard !isSkipped else { return }
        state.plays[index, default: 0] += 1
        if affinity > 0.55, !state.liked.contains(index), random.uniform() < 0.22 {
            state.liked.insert(index)
            append(index, .like, time, to: &state)
        }
        if !state.rated.contains(index), random.uniform() < 0.3 {
            state.rated.insert(index)
            let stars = 1 + 4.2 * affinity + 0.5 * random.normal()
            append(index, .rating, time, rating: min(5, max(1, Int(stars.rounded()))), to: &state)
        }
    }

    private func append(
        _ index: Int, _ kind: DemoListen.Kind, _ time: Int, completion: Double? = nil, rating: Int? = nil,
        to state: inout ListenerState
    ) {
        let track = tracks[index]
        state.events.append(
            DemoListen(
                user: state.name, path: track.relativePath, artist: track.credit, title: track.title,
                kind: kind,
                time: time, completion: completion.map { ($0 * 1000).rounded() / 1000 }, rating: rating))
    }
}
