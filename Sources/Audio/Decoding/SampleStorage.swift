import Glibc

/// Samples that are appended by one owner and then only read.
///
/// `@unchecked Sendable`: a `MonoSignal` gets the storage when the writing has ended and never appends; from then
/// on the pointer and the descriptor are constant, and `pread` keeps no position.
final class SampleStorage: @unchecked Sendable {
    private(set) var count = 0
    private var base: UnsafeMutablePointer<Float>?
    private var capacity = 0
    private var descriptor: Int32 = -1

    deinit {
        free(base)
        if descriptor >= 0 { close(descriptor) }
    }

    var isInMemory: Bool { descriptor < 0 }

    /// The samples in memory; nil where they lie in a file.
    var memory: UnsafePointer<Float>? {
        guard isInMemory else { return nil }
        return base.map { UnsafePointer($0) } ?? UnsafePointer(bitPattern: MemoryLayout<Float>.alignment)
    }

    func reserve(_ wanted: Int) {
        guard wanted > capacity else { return }
        let size = wanted * MemoryLayout<Float>.stride
        guard let grown = realloc(base, size) else {
            preconditionFailure("memory is available for \(size) bytes")
        }
        base = grown.assumingMemoryBound(to: Float.self)
        capacity = wanted
    }

    func append(_ samples: UnsafeBufferPointer<Float>) {
        guard let source = samples.baseAddress, !samples.isEmpty else { return }
        if count + samples.count > capacity {
            reserve(max(count + samples.count, capacity + capacity / 2, 65_536))
        }
        base.map { ($0 + count).update(from: source, count: samples.count) }
        count += samples.count
    }

    /// Appends zeros or drops samples until there are `wanted`.
    func setCount(_ wanted: Int) {
        if wanted > count {
            reserve(wanted)
            base.map { ($0 + count).update(repeating: 0, count: wanted - count) }
        }
        count = wanted
    }

    /// Moves what is in memory to the end of a file that has no name any more; the memory is then used again.
    func spill(to folder: String, file: String) throws {
        if descriptor < 0 {
            descriptor = try Self.unlinkedFile(in: folder, file: file)
            spilledCount = 0
        }
        guard let base else { return }
        var written = 0
        let size = count * MemoryLayout<Float>.stride
        let start = spilledCount * MemoryLayout<Float>.stride
        while written < size {
            let step = pwrite(
                descriptor, UnsafeRawPointer(base) + written, size - written, off_t(start + written))
            if step > 0 {
                written += step
            } else if step == 0 || errno != EINTR {
                throw AudioError(
                    .limit, file: file,
                    reason: "its long signal does not fit into \(folder): \(systemReason(errno)). "
                        + "Set TMPDIR to a folder with more room.")
            }
        }
        spilledCount += count
        count = 0
        // What held all that came before the file is far more than one step of writing needs.
        if capacity > Self.stepCapacityMax { endSpilling() }
    }

    private static let stepCapacityMax = 4 << 20

    /// The samples that lie in the file.
    private(set) var spilledCount = 0

    /// Gives the memory back that was used for appending to the file.
    func endSpilling() {
        free(base)
        base = nil
        capacity = 0
    }

    func read(from start: Int, into output: UnsafeMutableBufferPointer<Float>) {
        if let memory {
            output.baseAddress?.update(from: memory + start, count: output.count)
            return
        }
        let size = output.count * MemoryLayout<Float>.stride
        let offset = start * MemoryLayout<Float>.stride
        let raw = UnsafeMutableRawPointer(output.baseAddress)
        var filled = 0
        while let raw, filled < size {
            let step = pread(descriptor, raw + filled, size - filled, off_t(offset + filled))
            if step <= 0 {
                // The file is ours alone and was written in full: only a failing disk ends here.
                precondition(step < 0 && errno == EINTR, "the temporary file of a long signal can be read")
            } else {
                filled += step
            }
        }
    }

    static func unlinkedFile(in folder: String, file: String) throws -> Int32 {
        let attemptCountMax = 16
        var descriptor: Int32 = -1
        for attempt in 0..<attemptCountMax where descriptor < 0 {
            var now = timespec()
            clock_gettime(CLOCK_MONOTONIC, &now)
            let path = "\(folder)/catalog-signal-\(getpid())-\(now.tv_sec)-\(now.tv_nsec)-\(attempt)"
            descriptor = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
            if descriptor >= 0 { unlink(path) } else if errno != EEXIST { break }
        }
        guard descriptor >= 0 else {
            throw AudioError(
                .limit, file: file,
                reason: "no temporary file can be made in \(folder): \(systemReason(errno)). "
                    + "Set TMPDIR to a folder that can be written.")
        }
        return descriptor
    }
}
