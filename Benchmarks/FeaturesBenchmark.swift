import Audio
import CatalogCore
import FoundationEssentials
import Glibc

/// Prints the frame features of a file, and times the analysis.
///
/// `features frames FILE` prints every frame feature as JSON, for a comparison with librosa; `features vector FILE` its
/// vector; `features together N FILE…` the seconds that N threads of one process take when each analyses all files, and
/// those of N threads that only multiply in registers; `features dump FILE OUT` writes OUT.mel (decibels of 128 mel bands a frame) and OUT.cqt (constant-Q magnitudes,
/// the mean of four frames each) as raw 32-bit floats; `features time FILE…` one JSON line with the processor seconds of each stage, summed over the files.
enum FeaturesBenchmark {
    static func run(_ arguments: [String]) throws {
        if arguments == ["tables"] {
            print(TrackFeatures.documentation + "\n" + WindowFeatures.documentation)
            return
        }
        guard arguments.count >= 2 else { return print("features frames FILE | features time FILE…") }
        switch arguments[0] {
        case "frames": try frames(of: arguments[1])
        case "time": try time(Array(arguments.dropFirst()))
        case "vector": try vector(of: arguments[1])
        case "together": together(threads: Int(arguments[1]) ?? 1, Array(arguments.dropFirst(2)))
        case "dump": try dump(arguments[1], to: arguments[2])
        default: print("no action named \(arguments[0])")
        }
    }

    private static func frames(of path: String) throws {
        let heard = try AudioFile.hear(path: path)
        let pass = try FrameAnalysis(of: heard.signal)
        let rhythm = Rhythm(features: pass.features, origin: 0, durationSeconds: heard.signal.durationSeconds)
        let columns = pass.features.namedColumns.map { "\"\($0.name)\":\($0.values)" }
        print("{\"frames\":{\(columns.joined(separator: ","))},")
        print("\"tempo\":\(rhythm.librosaTempoBpm),\"beat_tempo\":\(rhythm.beatTempoBpm),")
        print("\"beats\":\(rhythm.beatFrames),\"onsets\":\(rhythm.onsetFrames)}")
    }

    private static func dump(_ path: String, to output: String) throws {
        let heard = try AudioFile.hear(path: path, parts: [])
        let mel = try FrameAnalysis(of: heard.signal).mel
        var rows = [Float](repeating: 0, count: mel.frameCount * MelStore.bandCount)
        rows.withUnsafeMutableBufferPointer { rows in
            if let base = rows.baseAddress { mel.read(0..<mel.frameCount, into: base) }
        }
        try rows.withUnsafeBytes { try Data($0).write(to: URL(filePath: output + ".mel")) }
        let samples = heard.signal.samples(in: 0..<heard.signal.count)
        let pooled = try HarmonyBenchmark.constantQ(samples, pool: TonalProfile.framesPerGroup)
        try pooled.withUnsafeBytes { try Data($0).write(to: URL(filePath: output + ".cqt")) }
    }

    private static func vector(of path: String) throws {
        let analysis = try TrackAnalysis.analyze(AudioFile.hear(path: path), name: path)
        let values = zip(TrackFeatures.set.features, analysis.vector.values).map { "\"\($0.name)\":\($1)" }
        let key = analysis.descriptors.key.name
        print("{\"key\":\"\(key)\",\"vector\":{\(values.joined(separator: ","))}}")
    }

    /// What arithmetic alone gains from another thread is what the machine has to give.
    private static func together(threads: Int, _ paths: [String]) {
        let clock = ContinuousClock()
        let analysis = clock.measure {
            Parallel.forEachChunk(of: threads, chunkSize: 1) { _, _ in
                for path in paths {
                    guard let heard = try? AudioFile.hear(path: path, parts: [.loudness]) else { continue }
                    _ = try? TrackAnalysis.analyze(heard, name: path)
                }
            }
        }
        let arithmetic = clock.measure {
            Parallel.forEachChunk(of: threads, chunkSize: 1) { chunk, _ in spin(from: Float(chunk)) }
        }
        let seconds = [analysis, arithmetic].map { $0 / .seconds(1) }
        print(
            "{\"threads\":\(threads),\"analysisSeconds\":\(seconds[0]),"
                + "\"arithmeticSeconds\":\(seconds[1])}")
    }

    private static func spin(from start: Float) {
        let roundCount = 400_000_000
        var lanes = SIMD16<Float>(repeating: start)
        var others = lanes + 1
        for _ in 0..<roundCount {
            lanes = lanes * 0.999 + 0.5
            others = others * 0.998 + 0.25
        }
        precondition((lanes + others).sum().isFinite, "the sums converge")
    }

    private static func time(_ paths: [String]) throws {
        var stages: [String: Double] = [:]
        var names: [String] = []
        var audioSeconds = 0.0
        let start = processorSeconds()
        for path in paths {
            let heard = try AudioFile.hear(path: path, parts: [.loudness])
            let analysis = try TrackAnalysis.analyze(heard, name: path)
            audioSeconds += heard.durationSeconds
            let hearing = [
                ("decoding", heard.timings.decodingSeconds), ("downmix", heard.timings.downmixSeconds),
                ("loudness", heard.timings.loudnessSeconds), ("resampling", heard.timings.resamplingSeconds),
            ]
            for (name, seconds) in hearing + analysis.timings.stages {
                if stages[name] == nil { names.append(name) }
                stages[name, default: 0] += seconds
            }
        }
        let total = processorSeconds() - start
        var usage = rusage()
        getrusage(RUSAGE_SELF.rawValue, &usage)
        let parts = names.map { "\"\($0)\":\(stages[$0] ?? 0)" }
        print(
            "{\"audioSeconds\":\(audioSeconds),\"processorSeconds\":\(total),"
                + "\"factor\":\(audioSeconds / total),\"peakMegabytes\":\(Double(usage.ru_maxrss) / 1024),"
                + "\"stages\":{\(parts.joined(separator: ","))}}")
    }

    private static func processorSeconds() -> Double {
        var now = timespec()
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now)
        return Double(now.tv_sec) + Double(now.tv_nsec) * 1e-9
    }
}
