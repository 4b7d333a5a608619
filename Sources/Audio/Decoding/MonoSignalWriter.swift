/// Builds a `MonoSignal` from the blocks of a file: resamples, and moves a long signal to disk.
final class MonoSignalWriter {
    /// Above the limit, this many samples wait in memory for one write.
    private static let spillStepCount = 1 << 20

    private let storage = SampleStorage()
    private let resampler: Resampler?
    private let inputRateHz: Int
    private let inMemoryCountMax: Int
    private let limits: HearingLimits
    private let file: String
    private var inputCount = 0
    private let fingerprint: FingerprintMaker?
    /// Of this, the share that the fingerprint took.
    private(set) var fingerprintSeconds = 0.0

    init(
        inputRateHz: Int, expectedInputCount: Int?, limits: HearingLimits, fingerprint: FingerprintMaker?,
        file: String
    ) throws {
        let rate = MonoSignal.sampleRateHz
        self.inputRateHz = inputRateHz
        self.limits = limits
        self.file = file
        self.fingerprint = fingerprint
        resampler = inputRateHz == rate ? nil : try Resampler(fromHz: inputRateHz, toHz: rate, file: file)
        inMemoryCountMax = Int(limits.inMemorySecondsMax * Double(rate))
        if let expectedInputCount {
            let expected = Double(expectedInputCount) / Double(inputRateHz) * Double(rate)
            // A header may promise anything: what it says is reserved only within reason.
            let trusted = min(expected + 2, Double(min(inMemoryCountMax, 15 * 60 * rate)))
            storage.reserve(max(0, Int(trusted)))
        }
    }

    func append(_ mono: UnsafeBufferPointer<Float>) throws {
        inputCount += mono.count
        guard let resampler else { return try store(mono) }
        try resampler.process(mono, emit: store)
    }

    func finish() throws -> MonoSignal {
        if let resampler, inputCount > 0 { try resampler.finish(emit: store) }
        let wanted = Resampler.outputCount(of: inputCount, fromHz: inputRateHz, toHz: MonoSignal.sampleRateHz)
        if storage.isInMemory {
            storage.setCount(wanted)
        } else {
            storage.setCount(max(0, wanted - storage.spilledCount))
            try storage.spill(to: limits.temporaryFolder, file: file)
            storage.endSpilling()
        }
        return MonoSignal(count: wanted, storage: storage)
    }

    private func store(_ samples: UnsafeBufferPointer<Float>) throws {
        storage.append(samples)
        if let fingerprint, !fingerprint.isSatisfied {
            var clock = StageClock()
            fingerprint.add(samples)
            fingerprintSeconds += clock.lap()
        }
        let threshold = storage.isInMemory ? inMemoryCountMax : Self.spillStepCount
        if storage.count > threshold { try storage.spill(to: limits.temporaryFolder, file: file) }
    }
}
