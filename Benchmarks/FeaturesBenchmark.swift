import Audio
import CatalogCore
import FoundationEssentials
import Glibc

/// Prints the frame features of a file, and times the analysis.
///
/// `features frames FILE` prints every frame feature as JSON, for a comparison with librosa; `features vector FILE` its
/// vector; `features time FILE…` one JSON line with the processor seconds of each stage, summed over the files.
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

    private static func vector(of path: String) throws {
        let analysis = try TrackAnalysis.analyze(AudioFile.hear(path: path), name: path)
        let values = zip(TrackFeatures.set.features, analysis.vector.values).map { "\"\($0.name)\":\($1)" }
        let key = analysis.descriptors.key.name
        print("{\"key\":\"\(key)\",\"vector\":{\(values.joined(separator: ","))}}")
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
