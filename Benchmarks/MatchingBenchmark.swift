import CatalogCore
import Pipeline
import TestSupport

/// How well and how fast disturbed rows of a table of tracks are found again: `matching TABLE.csv.xz [SEED]`.
///
/// A match is right where it names the row's own id, or a row of the same artists, title and length within two
/// seconds: tables list one recording under several ids, and no name tells these apart.
enum MatchingBenchmark {
    private static let disturbedCount = 5000

    static func run(_ arguments: [String]) throws {
        guard let path = arguments.first else {
            print("usage: matching TABLE [SEED]")
            return
        }
        let seed = arguments.dropFirst().first.flatMap { UInt64($0) } ?? 1
        let table = try TrackTableReader(path: path).read()
        let targets = table.tracks.map {
            MatchSubject(
                title: $0.title, artists: $0.artists, album: $0.album, durationSeconds: $0.durationSeconds)
        }
        let clock = ContinuousClock()
        var start = clock.now
        let matcher = TrackMatcher(targets: targets)
        print("index of \(targets.count) tracks: \(clock.now - start)")
        var random = SplitMix64(seed: seed)
        let chosen = (0..<disturbedCount).map { _ in random.index(below: targets.count) }
        let albumless = disturbed(chosen.map { targets[$0] }, seed: seed)
        let matches = matcher.match(albumless)
        report(matches, chosen: chosen, targets: targets, disturbed: albumless)
        start = clock.now
        let everything = disturbed(targets + targets.prefix(max(0, 100_000 - targets.count)), seed: seed ^ 7)
        print("disturbing \(everything.count) rows: \(clock.now - start)")
        start = clock.now
        let all = TrackMatcher(targets: targets).match(everything)
        print("\(everything.count) x \(targets.count): \(clock.now - start), \(all.count) matches")
    }

    private static func disturbed(_ subjects: [MatchSubject], seed: UInt64) -> [MatchSubject] {
        var disturber = NameDisturber(seed: seed)
        return subjects.map { subject in
            let names = disturber.disturb(
                title: subject.title, artists: subject.artists, durationSeconds: subject.durationSeconds)
            return MatchSubject(
                title: names.title, artists: names.artists, durationSeconds: names.durationSeconds)
        }
    }

    private static func report(
        _ matches: [TrackMatch], chosen: [Int], targets: [MatchSubject], disturbed: [MatchSubject]
    ) {
        for (name, kept) in [("certain", matches.filter { $0.verdict == .certain }), ("all", matches)] {
            let sameID = kept.filter { chosen[$0.subject] == $0.target }.count
            let right = kept.filter { isSame(targets[chosen[$0.subject]], targets[$0.target]) }.count
            print(
                "\(name): \(kept.count) of \(chosen.count), same id \(sameID), right \(right), precision "
                    + "\(Double(right) / Double(max(1, kept.count))), recall \(Double(right) / Double(chosen.count))"
            )
        }
        let wrong = matches.filter { !isSame(targets[chosen[$0.subject]], targets[$0.target]) }
        for match in wrong.prefix(12) {
            print(
                "  \(match.confidence)", disturbed[match.subject].title, disturbed[match.subject].artists,
                "->",
                targets[match.target].title, targets[match.target].artists, "not",
                targets[chosen[match.subject]].title)
        }
        let found = Set(matches.map(\.subject))
        for missed in chosen.indices.filter({ !found.contains($0) }).prefix(12) {
            print(
                "  missed", disturbed[missed].title, disturbed[missed].artists, "of",
                targets[chosen[missed]].title, targets[chosen[missed]].artists)
        }
    }

    private static func isSame(_ left: MatchSubject, _ right: MatchSubject) -> Bool {
        left.title.lowercased() == right.title.lowercased() && Set(left.artists) == Set(right.artists)
            && abs((left.durationSeconds ?? 0) - (right.durationSeconds ?? 0)) <= 2
    }
}
