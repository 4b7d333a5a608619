import Audio
import CatalogCore
import FoundationEssentials
import Pipeline
import TestSupport
import Testing

@Suite struct DemoLibraryTests {
    @Test func plansTracksOfEveryStyle() {
        let tracks = DemoLibrary.plan(seed: 1)
        #expect(tracks.count == DemoLibrary.trackCount)
        #expect(Set(tracks.map(\.relativePath)).count == tracks.count)
        #expect(Set(tracks.prefix(12).map(\.style)).count == DemoStyle.allCases.count)
        #expect(Set(tracks.map { $0.artists[0] }).count == 12)
        #expect(Set(tracks.map(\.format)).count == 4)
        #expect(tracks.contains { $0.artists.count == 2 })
        #expect(
            tracks.allSatisfy { track in
                [
                    "TITLE", "ARTIST", "ALBUM", "ALBUMARTIST", "GENRE", "DATE", "TRACKNUMBER", "BPM",
                    "INITIALKEY",
                ]
                .allSatisfy { name in track.tags.contains { $0.name == name && !$0.value.isEmpty } }
            })
    }

    @Test func genresAreInTheTaxonomy() throws {
        let cleaner = try GenreCleaner.seeded()
        for style in DemoStyle.allCases {
            #expect(!cleaner.clean(style.genre).entries.isEmpty, "\(style.genre)")
        }
    }

    @Test(arguments: [7] as [UInt64])
    func writesTheSameBytesForTheSameSeed(seed: UInt64) throws {
        let folder = try TemporaryFolder()
        for name in ["a", "b"] { try DemoLibrary.write(to: folder.file(name), seed: seed, trackCount: 4) }
        let tracks = DemoLibrary.plan(seed: seed, trackCount: 4)
        #expect(Set(tracks.map(\.format)).count == 4)
        for path in tracks.map(\.relativePath) + [DemoLibrary.groundTruthName, DemoLibrary.listensName] {
            let first = try Data(contentsOf: URL(filePath: folder.file("a/" + path)))
            let second = try Data(contentsOf: URL(filePath: folder.file("b/" + path)))
            #expect(first == second && first.count > 1000, "\(path)")
        }
    }

    /// One track of each style: sane levels, the promised length, two different channels, no silence inside.
    @Test(arguments: DemoLibrary.plan(seed: 1, trackCount: 12))
    func soundsSane(track: DemoTrack) {
        let (channels, truth) = DemoLibrary.render(track)
        #expect((25...48).contains(truth.durationSeconds), "\(track.title): \(truth.durationSeconds)")
        let left = channels[0]
        let right = channels[1]
        #expect(left.allSatisfy(\.isFinite) && right.allSatisfy(\.isFinite))
        let peak = zip(left, right).reduce(Float(0)) { max($0, max(abs($1.0), abs($1.1))) }
        #expect(peak > 0.2 && peak <= 0.9, "\(track.title): peak \(peak)")
        let difference = zip(left, right).reduce(Float(0)) { $0 + abs($1.0 - $1.1) } / Float(left.count)
        #expect(difference > 1e-4, "\(track.title) is mono")
        let second = track.sampleRateHz
        for start in stride(from: 0, to: left.count - 3 * second, by: second) {
            let power = left[start..<start + second].reduce(Float(0)) { $0 + $1 * $1 } / Float(second)
            #expect(power > 1e-5, "\(track.title) is silent at \(start / second) s")
        }
    }

    @Test func knowsWhatIsTrue() throws {
        for track in DemoLibrary.plan(seed: 1, trackCount: 3) {
            let truth = DemoLibrary.render(track).truth
            #expect(truth.tempo == Double(track.tempo) && truth.key == track.key.name)
            #expect(truth.chords.first?.startSeconds == 0)
            for (chord, next) in zip(truth.chords, truth.chords.dropFirst()) {
                #expect(chord.endSeconds == next.startSeconds && chord.name != next.name)
            }
            #expect(truth.chords.first?.name == truth.chords.last?.name)
        }
    }

    @Test func writesListenersWithTastes() throws {
        let folder = try TemporaryFolder()
        let report = try DemoLibrary.write(to: folder.path, seed: 5, trackCount: 1)
        #expect(report.trackCount == 1 && !report.isCancelled)
        let listens = DemoLibrary.listens(seed: 1)
        #expect(Set(listens.map(\.user)).count == 40)
        #expect(Set(listens.map(\.kind)) == [.play, .skip, .like, .rating])
        // Listeners of one group share more plays than listeners of different groups.
        var styles: [String: [DemoStyle: Double]] = [:]
        let styleOfPath = Dictionary(
            uniqueKeysWithValues: DemoLibrary.plan(seed: 1).map { ($0.relativePath, $0.style) })
        for listen in listens where listen.kind == .play {
            if let style = styleOfPath[listen.path] {
                styles[listen.user, default: [:]][style, default: 0] += 1
            }
        }
        func likeness(_ left: String, _ right: String) -> Double {
            let (a, b) = (styles[left] ?? [:], styles[right] ?? [:])
            let dot = a.reduce(0) { $0 + $1.value * (b[$1.key] ?? 0) }
            let norms = [a, b].map { $0.values.reduce(0) { $0 + $1 * $1 }.squareRoot() }
            return dot / max(1, norms[0] * norms[1])
        }
        let users = styles.keys.sorted()
        var same: [Double] = []
        var other: [Double] = []
        for (i, left) in users.enumerated() {
            for (j, right) in users.enumerated() where j > i {
                if i % 6 == j % 6 {
                    same.append(likeness(left, right))
                } else {
                    other.append(likeness(left, right))
                }
            }
        }
        let means = [same, other].map { $0.reduce(0, +) / Double($0.count) }
        #expect(means[0] > means[1] + 0.2, "\(means)")
    }

    /// Loud and fast music is rated higher by all, so that a critic has something to hear.
    @Test func ratingsFollowWhatIsHeard() throws {
        let appeal = Dictionary(
            uniqueKeysWithValues: DemoLibrary.plan(seed: 1).map { ($0.relativePath, $0.appeal) })
        #expect(appeal.values.allSatisfy { (0...1).contains($0) })
        var ratings: [String: [Double]] = [:]
        for listen in DemoLibrary.listens(seed: 1) {
            if let rating = listen.rating { ratings[listen.path, default: []].append(Double(rating)) }
        }
        let sorted = ratings.sorted { (appeal[$0.key] ?? 0, $0.key) < (appeal[$1.key] ?? 0, $1.key) }
            .map { $0.value.reduce(0, +) / Double($0.value.count) }
        #expect(sorted.count >= 50)
        let third = sorted.count / 3
        let (low, high) = (sorted.prefix(third), sorted.suffix(third))
        #expect((high.reduce(0, +) - low.reduce(0, +)) / Double(third) > 0.5)
    }

    @Test func stopsWhenAsked() throws {
        let folder = try TemporaryFolder()
        let report = try DemoLibrary.write(
            to: folder.path, seed: 1, trackCount: 3, monitor: JobMonitor(isCancelled: { true }))
        #expect(report.isCancelled && report.trackCount == 0)
    }
}
