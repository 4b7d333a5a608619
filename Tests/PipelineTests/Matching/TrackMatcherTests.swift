import CatalogCore
import Pipeline
import TestSupport
import Testing

@Suite struct TrackMatcherTests {
    /// Made-up tracks; every artist has several, and some titles come with several artists.
    private static func tracks(count: Int, seed: UInt64) -> [MatchSubject] {
        var random = SplitMix64(seed: seed)
        let syllables =
            "ba ke li mo nu ra se ti vo zu pla dré fin gós hal jón kür lán mir nor quá ris són tal üm".split(
                separator: " ")
        func word() -> String {
            (0..<2 + random.index(below: 2)).map { _ in
                String(syllables[random.index(below: syllables.count)])
            }.joined()
                .capitalized(first: true)
        }
        let artists = (0..<count / 6).map { _ in random.uniform() < 0.4 ? word() : "\(word()) \(word())" }
        return (0..<count).map { _ in
            var credits = [artists[random.index(below: artists.count)]]
            while random.uniform() < 0.25, credits.count < 3 {
                let guest = artists[random.index(below: artists.count)]
                if !credits.contains(guest) { credits.append(guest) }
            }
            let title = (0..<1 + random.index(below: 3)).map { _ in word() }.joined(separator: " ")
            return MatchSubject(title: title, artists: credits, durationSeconds: 120 + 200 * random.uniform())
        }
    }

    @Test(arguments: [1, 2] as [UInt64])
    func findsDisturbedRowsAgain(seed: UInt64) {
        let targets = Self.tracks(count: 20_000, seed: seed)
        var random = SplitMix64(seed: seed ^ 99)
        var disturber = NameDisturber(seed: seed ^ 5)
        let chosen = (0..<2000).map { _ in random.index(below: targets.count) }
        let subjects = chosen.map { place in
            let names = disturber.disturb(
                title: targets[place].title, artists: targets[place].artists,
                durationSeconds: targets[place].durationSeconds)
            return MatchSubject(
                title: names.title, artists: names.artists, durationSeconds: names.durationSeconds)
        }
        let matches = TrackMatcher(targets: targets).match(subjects)
        let right = matches.filter { chosen[$0.subject] == $0.target }.count
        #expect(Double(right) >= 0.98 * Double(matches.count), "precision \(right) of \(matches.count)")
        #expect(Double(right) >= 0.95 * Double(chosen.count), "recall \(right) of \(chosen.count)")
    }

    @Test func doesNotFindWhatIsNotThere() {
        let targets = Self.tracks(count: 5000, seed: 3)
        let strangers = Self.tracks(count: 500, seed: 4)
        let matches = TrackMatcher(targets: targets).match(strangers)
        #expect(matches.filter { $0.verdict == .certain }.count <= 5)
    }

    private func match(
        _ title: String, _ artists: [String], _ seconds: Double? = nil, to others: [MatchSubject]
    ) -> TrackMatch? {
        TrackMatcher(targets: others).match([
            MatchSubject(title: title, artists: artists, durationSeconds: seconds)
        ]).first
    }

    @Test(arguments: [
        ("Halo Road (feat. Lin Varga)", ["Tessa Bloom"], "Halo Road", ["Tessa Bloom", "Lin Varga"]),
        ("Halo Road - 2011 Remaster", ["Tessa Bloom"], "Halo Road", ["Tessa Bloom"]),
        ("HALO ROAD [Official Video]", ["tessa bloom"], "Halo Road", ["Tessa Bloom"]),
        ("Café de Ñandú", ["Sôl"], "Cafe de Nandu", ["Sol"]),
        ("Halo Road", ["Lin Varga & Tessa Bloom"], "Halo Road", ["Tessa Bloom", "Lin Varga"]),
        ("Haol Road", ["The Tessa Blooms"], "Halo Road", ["Tessa Blooms"]),
        ("(Don't) Wait", ["Tessa Bloom"], "Dont Wait", ["Tessa Bloom"]),
    ])
    func knowsSpellings(title: String, artists: [String], otherTitle: String, otherArtists: [String]) {
        let target = MatchSubject(title: otherTitle, artists: otherArtists, durationSeconds: 200)
        #expect(match(title, artists, 201, to: [target])?.verdict == .certain)
    }

    @Test(arguments: [
        ("Halo Road", ["Tessa Bloom"], "Halo Road", ["Quartz Pier"]),
        ("Winter", ["Tessa Bloom"], "Summer Hours", ["Tessa Bloom"]),
        ("Halo Road (Live)", ["Tessa Bloom"], "Halo Road", ["Tessa Bloom"]),
        ("Halo Road (Part I)", ["Tessa Bloom"], "Halo Road (Part II)", ["Tessa Bloom"]),
    ])
    func knowsOtherRecordings(title: String, artists: [String], otherTitle: String, otherArtists: [String]) {
        let target = MatchSubject(title: otherTitle, artists: otherArtists, durationSeconds: 260)
        #expect(match(title, artists, 200, to: [target])?.verdict != .certain)
    }

    @Test func choosesTheVersionAndNamesTheRunnerUp() throws {
        let targets = [
            MatchSubject(title: "Halo Road - Live", artists: ["Tessa Bloom"], durationSeconds: 230),
            MatchSubject(title: "Halo Road", artists: ["Tessa Bloom"], durationSeconds: 200),
        ]
        let studio = try #require(match("Halo Road", ["Tessa Bloom"], 200, to: targets))
        #expect(studio.target == 1 && studio.runnerUp == 0 && studio.runnerUpConfidence < studio.confidence)
        #expect(match("Halo Road (Live at the Pier)", ["Tessa Bloom"], 231, to: targets)?.target == 0)
    }

    @Test func answersForNothing() {
        #expect(TrackMatcher(targets: []).match([MatchSubject(title: "x", artists: ["y"])]).isEmpty)
        #expect(match("", [], to: [MatchSubject(title: "", artists: [])]) == nil)
    }
}

extension String {
    fileprivate func capitalized(first: Bool) -> String { prefix(1).uppercased() + dropFirst() }
}
