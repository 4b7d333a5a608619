import Glibc

/// The mono signal of a whole file at the rate of analysis: read at any place, by any number of threads.
///
/// Up to a limit it lies in memory; a longer one lies in an unlinked temporary file, so that hours need little.
/// Samples before the start and behind the end read as zero, as a centred transform wants them.
package final class MonoSignal: Sendable {
    /// The one rate of analysis.
    package static let sampleRateHz = 22_050

    package let count: Int
    private let storage: SampleStorage

    init(count: Int, storage: SampleStorage) {
        self.count = count
        self.storage = storage
    }

    /// A signal of given samples, for tests and for what is not a file.
    package convenience init(samples: [Float]) {
        let storage = SampleStorage()
        samples.withUnsafeBufferPointer { storage.append($0) }
        self.init(count: samples.count, storage: storage)
    }

    package var durationSeconds: Double { Double(count) / Double(Self.sampleRateHz) }

    /// True while the samples lie in memory, so that lending them costs no copy.
    package var isInMemory: Bool { storage.isInMemory }

    /// Fills `output` with the samples from `start` on, with zeros outside the signal.
    package func read(from start: Int, into output: UnsafeMutableBufferPointer<Float>) {
        let lower = min(max(start, 0), count)
        let upper = max(lower, min(start + output.count, count))
        let leading = min(output.count, max(0, lower - start))
        output[..<leading].update(repeating: 0)
        let inside = UnsafeMutableBufferPointer(
            rebasing: output[leading..<min(output.count, leading + upper - lower)])
        if !inside.isEmpty { storage.read(from: lower, into: inside) }
        output[(leading + inside.count)...].update(repeating: 0)
    }

    /// Lends the samples of a range that lies inside the signal: in place where they lie in memory, else a copy.
    package func withSamples<Result, Failure: Error>(
        in range: Range<Int>, _ body: (UnsafeBufferPointer<Float>) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        precondition(range.lowerBound >= 0 && range.upperBound <= count, "the range lies inside the signal")
        if let base = storage.memory {
            return try body(UnsafeBufferPointer(start: base + range.lowerBound, count: range.count))
        }
        let copy = UnsafeMutableBufferPointer<Float>.allocate(capacity: range.count)
        defer { copy.deallocate() }
        if !copy.isEmpty { storage.read(from: range.lowerBound, into: copy) }
        return try body(UnsafeBufferPointer(copy))
    }

    /// A copy of the samples of a range, with zeros outside the signal.
    package func samples(in range: Range<Int>) -> [Float] {
        [Float](unsafeUninitializedCapacity: range.count) { buffer, initialized in
            read(from: range.lowerBound, into: UnsafeMutableBufferPointer(rebasing: buffer[..<range.count]))
            initialized = range.count
        }
    }
}
