import Audio
import CatalogCore
import CatalogStore
import Glibc
import Learning

/// What a classifier makes of the same tracks at low bit rates: they are encoded as MP3, heard again, and asked about.
package struct CodecRobustness: Sendable {
    package struct Line: Sendable, Equatable {
        /// Nil for the files as they are.
        package let bitRateKbps: Int?
        package let trackCount: Int
        package let windowCount: Int
        /// The share of windows and of tracks that are told right.
        package let windowAccuracy: Double
        package let trackAccuracy: Double
        /// The share of tracks of which it says the same as of the files as they are.
        package let agreement: Double
    }

    package static let bitRatesKbps = [128, 64]
    package static let tracksMax = 10_000
    /// A longer track is left out: its samples are held in memory.
    private static let durationSecondsMax = 1_200.0

    package let lines: [Line]
    package let failures: [String]

    /// - Parameter tracks: the track of each row of the study's table.
    init(
        _ study: ClassifierStudy, tracks: [TrackID], unit: CatalogFeatures.Unit, columns: [Int],
        paths: [TrackID: FilePath], trackCount: Int, monitor: JobMonitor
    ) throws {
        let asked = Self.sample(study, tracks, paths, trackCount)
        guard !asked.isEmpty else {
            throw TrainingError(
                .notEnoughData, "None of the tracks has a file that is there: nothing can be encoded anew.")
        }
        let rates: [Int?] = [nil] + Self.bitRatesKbps.map { $0 }
        let tasks = asked.flatMap { track in rates.map { (track, $0) } }
        let results = Parallel.mapChunks(of: tasks.count, chunkSize: 1) {
            index, _ -> Swift.Result<[Float], any Error> in
            let (track, rate) = tasks[index]
            return Swift.Result {
                if monitor.isCancelled { throw CancellationError() }
                monitor.report(
                    Progress(
                        activity: "hearing at other bit rates", completed: Double(index),
                        total: Double(tasks.count)))
                return try EngineThreads.with(1) {
                    let values = try Self.heard(track.path, unit, bitRateKbps: rate)
                    let width = CatalogFeatures.set(unit).dimension
                    let rows = VectorTable(columns: width, values: values).selecting(columns: columns)
                    return track.classifier.probabilities(of: rows)
                }
            }
        }
        if monitor.isCancelled { throw CancellationError() }
        var failures: [String] = []
        var answers: [[(label: Int, probabilities: [Float])]] = rates.map { _ in [] }
        for (number, track) in asked.enumerated() {
            let own = results[number * rates.count..<(number + 1) * rates.count].map { result -> [Float]? in
                do { return try result.get() } catch {
                    failures.append("\(error)")
                    return nil
                }
            }
            // A track counts where it was heard at all rates.
            let all = own.compactMap { $0 }
            guard all.count == rates.count else { continue }
            for (rate, probabilities) in all.enumerated() {
                answers[rate].append((track.label, probabilities))
            }
        }
        self.failures = failures
        let votes = answers.map { $0.map { Self.vote($0.probabilities, classCount: study.table.classCount) } }
        lines = zip(rates, answers.indices).map { rate, index in
            Self.line(
                rate, answers[index], votes[index], original: votes[0], classCount: study.table.classCount)
        }
    }

    private struct Asked: Sendable {
        let path: FilePath
        let label: Int
        /// Of the fold that did not learn from the track.
        let classifier: any Classifier
    }

    /// Tracks with a file, evenly from all.
    private static func sample(
        _ study: ClassifierStudy, _ tracks: [TrackID], _ paths: [TrackID: FilePath], _ count: Int
    ) -> [Asked] {
        var known: [TrackID: Asked] = [:]
        for (fold, classifier) in zip(study.comparison.folds, study.best.classifiers) {
            for row in fold.test {
                guard let path = paths[tracks[row]] else { continue }
                known[tracks[row]] = Asked(path: path, label: study.table.labels[row], classifier: classifier)
            }
        }
        let all = known.sorted { $0.key < $1.key }.map(\.value)
        return all.count <= count ? all : (0..<count).map { all[$0 * all.count / count] }
    }

    private static func vote(_ probabilities: [Float], classCount: Int) -> Int {
        let rows = stride(from: 0, to: probabilities.count, by: classCount).map {
            probabilities[$0..<$0 + classCount]
        }
        return GroupVote.mean(of: rows).indexOfLargest
    }

    private static func line(
        _ rate: Int?, _ answers: [(label: Int, probabilities: [Float])], _ votes: [Int], original: [Int],
        classCount: Int
    ) -> Line {
        var (windows, right) = (0, 0)
        for answer in answers {
            for start in stride(from: 0, to: answer.probabilities.count, by: classCount) {
                windows += 1
                let told = answer.probabilities[start..<start + classCount].offsetOfLargest
                right += told == answer.label ? 1 : 0
            }
        }
        let count = Double(max(1, answers.count))
        return Line(
            bitRateKbps: rate, trackCount: answers.count, windowCount: windows,
            windowAccuracy: Double(right) / Double(max(1, windows)),
            trackAccuracy: Double(zip(answers, votes).count { $0.label == $1 }) / count,
            agreement: Double(zip(votes, original).count { $0 == $1 }) / count)
    }

    /// The rows of a file as it is, or encoded anew.
    private static func heard(
        _ path: FilePath, _ unit: CatalogFeatures.Unit, bitRateKbps: Int?
    ) throws -> [Float] {
        guard let bitRateKbps else { return try rows(path.description, unit) }
        let copy = try TemporaryCopy(suffix: ".mp3")
        var channels: [[Float]] = []
        var rate = 0
        let source = try FileByteSource(path: path.description)
        try Audio.AudioFile.decode(source) { format, block in
            rate = format.sampleRateHz
            let count = min(AudioFileWriter.channelCountMax, format.channelCount)
            if channels.isEmpty { channels = [[Float]](repeating: [], count: count) }
            for channel in 0..<count {
                for place in stride(from: channel, to: block.count, by: format.channelCount) {
                    channels[channel].append(block[place])
                }
            }
            guard Double(channels[0].count) <= durationSecondsMax * Double(rate) else {
                throw AudioError(.limit, file: path.description, reason: "it is too long to be encoded anew.")
            }
            return true
        }
        guard !channels.isEmpty else {
            throw AudioError(.unanalysable, file: path.description, reason: "it has no samples.")
        }
        try AudioFileWriter.write(
            channels: channels, sampleRateHz: rate, to: copy.path, format: .mp3, bitRateKbps: bitRateKbps)
        return try rows(copy.path, unit)
    }

    private static func rows(_ path: String, _ unit: CatalogFeatures.Unit) throws -> [Float] {
        let analysis = try TrackAnalysis.analyze(
            Audio.AudioFile.hear(FileByteSource(path: path), parts: [.loudness]), name: path)
        guard unit == .windows else { return analysis.vector.values }
        let values = analysis.windows.flatMap(\.vector.values)
        let (heard, width) = (HeardWindows.indices(of: values), WindowFeatures.set.dimension)
        return Array(values[heard.lowerBound * width..<heard.upperBound * width])
    }
}

/// A file of its own name in the temporary folder, which goes when nobody needs it.
private final class TemporaryCopy {
    let path: String

    init(suffix: String) throws {
        var template = Array("\(HearingLimits.standard.temporaryFolder)/catalog-XXXXXX\(suffix)".utf8CString)
        let descriptor = mkstemps(&template, Int32(suffix.utf8.count))
        guard descriptor >= 0 else {
            throw TrainingError(
                .notEnoughData,
                "No temporary file can be made: \(String(cString: strerror(errno))). Set $TMPDIR.")
        }
        close(descriptor)
        path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    deinit { unlink(path) }
}
