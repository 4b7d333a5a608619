import Audio
import CatalogCore
import FoundationEssentials
import Synchronization

/// Composes and writes a small library that sounds like simple music, with the answers and the listeners to it.
///
/// The folder holds `Act/Year - Album/NN Title.ext`, lyrics beside some tracks, `ground-truth.json` (tempo, key and
/// chords of each track) and `listens.jsonl` (what forty listeners played, skipped, liked and rated). The same seed
/// gives the same bytes.
package enum DemoLibrary {
    package static let trackCount = 60
    package static let groundTruthName = "ground-truth.json"
    package static let listensName = "listens.jsonl"

    /// What was written.
    package struct Report: Sendable, Equatable {
        package let trackCount: Int
        package let audioSeconds: Double
        package let listenCount: Int
        /// True where the person asked for an end before the last track.
        package let isCancelled: Bool
    }

    /// The tracks that a seed gives, without a sound of them.
    package static func plan(seed: UInt64, trackCount: Int = trackCount) -> [DemoTrack] {
        DemoTrack.plan(seed: seed, count: trackCount)
    }

    /// The samples of a track, two channels at the track's rate, and what is true of it.
    package static func render(_ track: DemoTrack) -> (channels: [[Float]], truth: DemoGroundTruth) {
        let score = track.compose()
        let sound = Renderer(style: track.style, sampleRateHz: track.sampleRateHz, seed: track.seed).render(
            score)
        let seconds = Double(sound.left.count) / Double(track.sampleRateHz)
        return (
            [sound.left, sound.right], DemoGroundTruth(track: track, score: score, durationSeconds: seconds)
        )
    }

    /// Writes the library into `folder`, which is made where it is not; files of the same names are replaced.
    ///
    /// - Throws: `AudioError` of the first file that could not be written.
    @discardableResult
    package static func write(
        to folder: String, seed: UInt64, trackCount: Int = trackCount, monitor: JobMonitor = .silent
    ) throws -> Report {
        precondition(
            (1...Self.trackCount).contains(trackCount), "a demo library has 1...\(Self.trackCount) tracks")
        let tracks = plan(seed: seed, trackCount: trackCount)
        for path in Set(tracks.map(\.folder)) { try makeFolder(folder + "/" + path) }
        let done = Mutex<(truths: [DemoGroundTruth], failure: (any Error)?)>(([], nil))
        Parallel.forEachChunk(of: tracks.count, chunkSize: 1) { index, _ in
            guard !monitor.isCancelled, done.withLock({ $0.failure == nil }) else { return }
            let result = Result { try write(tracks[index], to: folder) }
            let completed = done.withLock { done in
                switch result {
                case .success(let truth): done.truths.append(truth)
                case .failure(let failure): done.failure = done.failure ?? failure
                }
                return done.truths.count
            }
            monitor.report(
                Progress(
                    activity: "composing and recording", completed: Double(completed),
                    total: Double(tracks.count)))
        }
        let (truths, failure) = done.withLock { $0 }
        if let failure { throw failure }
        let order = Dictionary(uniqueKeysWithValues: tracks.map { ($0.relativePath, $0.index) })
        let sorted = truths.sorted { order[$0.path, default: 0] < order[$1.path, default: 0] }
        let listens = DemoListeners(tracks: tracks, seed: seed).history()
        try writeTexts(truths: sorted, listens: listens, folder: folder)
        return Report(
            trackCount: sorted.count, audioSeconds: sorted.reduce(0) { $0 + $1.durationSeconds },
            listenCount: listens.count, isCancelled: sorted.count < tracks.count)
    }

    private static func write(_ track: DemoTrack, to folder: String) throws -> DemoGroundTruth {
        let (channels, truth) = render(track)
        try AudioFileWriter.write(
            channels: channels, sampleRateHz: track.sampleRateHz, to: folder + "/" + track.relativePath,
            format: track.format, tags: track.tags)
        if let lyrics = track.lyrics {
            let text = lyrics.lrc(title: track.title, artist: track.credit, seconds: truth.durationSeconds)
            try writeText(text, to: "\(folder)/\(track.folder)/\(track.stem).lrc")
        }
        return truth
    }

    private static func writeTexts(truths: [DemoGroundTruth], listens: [DemoListen], folder: String) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let lines = try listens.map { String(decoding: try encoder.encode($0), as: UTF8.self) + "\n" }
        try writeText(lines.joined(), to: folder + "/" + listensName)
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes, .prettyPrinted]
        let truth = String(decoding: try encoder.encode(truths), as: UTF8.self) + "\n"
        try writeText(truth, to: folder + "/" + groundTruthName)
    }

    private static func makeFolder(_ path: String) throws {
        do {
            try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        } catch {
            throw AudioError(.unwritable, file: path, reason: "the folder cannot be made: \(error)")
        }
    }

    private static func writeText(_ text: String, to path: String) throws {
        do {
            try Data(text.utf8).write(to: URL(filePath: path))
        } catch {
            throw AudioError(.unwritable, file: path, reason: "the file cannot be written: \(error)")
        }
    }
}
