import Glibc

/// Processor time of this thread that each stage of an analysis took.
package struct AnalysisTimings: Sendable, Equatable {
    package internal(set) var spectraSeconds = 0.0
    package internal(set) var shapesSeconds = 0.0
    package internal(set) var separationSeconds = 0.0
    package internal(set) var pitchSeconds = 0.0
    package internal(set) var melSeconds = 0.0
    package internal(set) var chromaSeconds = 0.0
    package internal(set) var constantQSeconds = 0.0
    package internal(set) var harmonySeconds = 0.0
    package internal(set) var rhythmSeconds = 0.0
    package internal(set) var summarySeconds = 0.0

    /// Stages by name, in order.
    package var stages: [(name: String, seconds: Double)] {
        [
            ("spectra", spectraSeconds), ("shapes, contrast, mel bands", shapesSeconds),
            ("harmonic-percussive separation", separationSeconds),
            ("tuning, harmonic-to-noise, onsets", pitchSeconds),
            ("cepstrum, onset strength", melSeconds), ("chroma of the spectrum", chromaSeconds),
            ("constant-Q transform", constantQSeconds), ("chroma statistics, chords, key", harmonySeconds),
            ("tempo, beats", rhythmSeconds), ("summaries, windows", summarySeconds),
        ]
    }

    package var totalSeconds: Double { stages.reduce(0) { $0 + $1.seconds } }

    mutating func measure<Result>(
        _ stage: WritableKeyPath<AnalysisTimings, Double>, _ work: () throws -> Result
    ) rethrows -> Result {
        let start = Self.now()
        defer { self[keyPath: stage] += Self.now() - start }
        return try work()
    }

    static func now() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
    }
}
