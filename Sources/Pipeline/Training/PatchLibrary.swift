import Audio
import CatalogCore
import CatalogStore
import Glibc
import Learning
import Synchronization

/// Log-mel patches of many tracks, heard anew and kept in an unlinked temporary file, a byte a value.
///
/// Decoded audio never exceeds the budget, and memory does not grow with the library: patches wait on disk.
final class PatchLibrary: PatchSource {
    /// Bytes of patches on disk.
    static let spoolBytesMax = 64 << 30
    private static let inFlightBytesMax = 1 << 30
    private static let levels: Float = 255

    let melBands = LogMelPatches.bandCount
    let frames = LogMelPatches.frameCount
    let trackOfPatch: [Int]
    /// The tracks that could be heard, in the order of their numbers.
    let tracks: [TrackID]
    /// Why others could not.
    let failures: [String]
    private let descriptor: Int32
    /// Where each patch begins in the file.
    private let places: [Int]

    /// Hears files, and keeps at most `patchesPerTrackMax` evenly spaced patches of each.
    init(
        hearing files: [(track: TrackID, path: FilePath)], patchesPerTrackMax: Int, workerCount: Int,
        monitor: JobMonitor
    ) throws {
        let spool = try Self.openSpool()
        do {
            let heard = try Self.hear(
                files, patchesPerTrackMax, workerCount: workerCount, spool: spool, monitor: monitor)
            let good = heard.enumerated().compactMap { index, entry in
                (entry.flatMap { try? $0.get() }).map { (files[index].track, $0) }
            }
            tracks = good.map(\.0)
            trackOfPatch = good.enumerated().flatMap { number, entry in entry.1.map { _ in number } }
            places = good.flatMap(\.1)
            failures = heard.compactMap { entry in
                guard case .failure(let error) = entry else { return nil }
                return "\(error)"
            }
            descriptor = spool
        } catch {
            close(spool)
            throw error
        }
    }

    deinit { close(descriptor) }

    func copy(patch: Int, to destination: UnsafeMutablePointer<Float>) throws {
        try withUnsafeTemporaryAllocation(of: UInt8.self, capacity: LogMelPatches.valueCount) { bytes in
            let count = pread(descriptor, bytes.baseAddress, bytes.count, off_t(places[patch]))
            guard count == bytes.count else {
                throw LearningError(.badData, "The patches that wait on disk cannot be read; train again.")
            }
            for index in 0..<bytes.count { destination[index] = Self.level(bytes[index]) }
        }
    }

    private static func openSpool() throws -> Int32 {
        var template = Array("\(HearingLimits.standard.temporaryFolder)/catalog-patches-XXXXXX".utf8CString)
        let descriptor = mkstemp(&template)
        guard descriptor >= 0 else {
            throw TrainingError(
                .notEnoughData,
                "No temporary file can be made: \(String(cString: strerror(errno))). Set $TMPDIR.")
        }
        _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
        unlink(template)
        return descriptor
    }

    /// The places of each file's patches; nil for files that a person's Ctrl-C left unheard.
    private static func hear(
        _ files: [(track: TrackID, path: FilePath)], _ patchesMax: Int, workerCount: Int, spool: Int32,
        monitor: JobMonitor
    ) throws -> [Result<[Int], any Error>?] {
        let next = Atomic<Int>(0)
        let end = Atomic<Int>(0)
        let done = Atomic<Int>(0)
        let budget = ByteBudget(limit: inFlightBytesMax)
        let results = Mutex([Result<[Int], any Error>?](repeating: nil, count: files.count))
        WorkerThreads.run(count: max(1, min(workerCount, files.count))) { _ in
            while !monitor.isCancelled {
                let index = next.add(1, ordering: .relaxed).oldValue
                guard index < files.count else { return }
                let result = Result<[Int], any Error> {
                    try budget.with(IngestOptions.bytesPerFileMax) {
                        let bytes = try patches(of: files[index].path, atMost: patchesMax)
                        let start = end.add(bytes.count, ordering: .relaxed).oldValue
                        try write(bytes, at: start, to: spool)
                        return Array(
                            stride(from: start, to: start + bytes.count, by: LogMelPatches.valueCount))
                    }
                }
                results.withLock { $0[index] = result }
                let count = done.add(1, ordering: .relaxed).newValue
                monitor.report(
                    Progress(
                        activity: "hearing the tracks", completed: Double(count), total: Double(files.count)))
            }
        } foreground: {
        }
        return results.withLock { $0 }
    }

    private static func patches(of path: FilePath, atMost patchesMax: Int) throws -> [UInt8] {
        let descriptor = open(path.cString, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)
        guard descriptor >= 0 else {
            throw AudioError(
                .unreadable, file: path.description,
                reason: "it cannot be opened: \(String(cString: strerror(errno))).")
        }
        let source = try FileByteSource(adopting: descriptor, name: path.description)
        let analysis = try TrackAnalysis.analyze(
            Audio.AudioFile.hear(source, parts: []), name: path.description)
        return bytes(of: analysis.patches, atMost: patchesMax)
    }

    /// At most `limit` evenly spaced patches of a track, one behind the other, a byte a value.
    static func bytes(of patches: LogMelPatches, atMost limit: Int) -> [UInt8] {
        let starts = patches.starts(hopFrames: LogMelPatches.frameCount)
        let chosen =
            starts.count <= limit
            ? starts : (0..<limit).map { starts[(2 * $0 + 1) * starts.count / (2 * limit)] }
        return chosen.flatMap { start in patches.patch(at: start).map { UInt8(($0 * levels).rounded()) } }
    }

    /// The value of a byte, 0...1.
    static func level(_ byte: UInt8) -> Float { Float(byte) / levels }

    private static func write(_ bytes: [UInt8], at start: Int, to spool: Int32) throws {
        guard start + bytes.count <= spoolBytesMax else {
            throw TrainingError(.notEnoughData, "More patches than fit on disk were asked for.")
        }
        var written = 0
        while written < bytes.count {
            let count = bytes.withUnsafeBytes { raw in
                pwrite(
                    spool, raw.baseAddress.map { $0 + written }, raw.count - written, off_t(start + written))
            }
            guard count > 0 else {
                throw TrainingError(
                    .notEnoughData,
                    "Patches cannot be kept in \(HearingLimits.standard.temporaryFolder): "
                        + "\(String(cString: strerror(errno))). Free space there, or set $TMPDIR.")
            }
            written += count
        }
    }
}
