import Audio
import FoundationEssentials
import Glibc

/// Times the hearing of files stage by stage, and writes mono signals for a comparison with librosa.
///
/// `hearing dump FILE OUT` writes the mono signal as raw 32-bit floats; `hearing time FILE…` prints seconds of audio
/// per second of processor time; `hearing once FILE` hears one file once;
/// `hearing loudness FILE…` prints LUFS, range and true peak; `hearing tags FILE…` prints what the tags say and the time to read them.
enum HearingBenchmark {
    static func run(_ arguments: [String]) throws {
        guard let action = arguments.first else { return print("hearing dump FILE OUT | hearing time FILE…") }
        switch action {
        case "dump": try dump(arguments[1], to: arguments[2])
        case "once": print(try AudioFile.hear(path: arguments[1]).timings)
        case "loudness": try loudness(Array(arguments.dropFirst()))
        case "tags": try tags(Array(arguments.dropFirst()))
        case "time": try time(Array(arguments.dropFirst()))
        default: print("no action named \(action)")
        }
    }

    private static func dump(_ path: String, to output: String) throws {
        let heard = try AudioFile.hear(path: path)
        let samples = heard.signal.samples(in: 0..<heard.signal.count)
        try samples.withUnsafeBytes { try Data($0).write(to: URL(filePath: output)) }
        print(heard.format, heard.completeness, heard.decodedFrameCount, heard.signal.count)
    }

    private static func loudness(_ paths: [String]) throws {
        for path in paths {
            guard let loudness = try AudioFile.hear(path: path, parts: .loudness).loudness else { continue }
            let figures = [loudness.integratedLUFS ?? .nan, loudness.rangeLU, loudness.truePeakDBTP ?? .nan]
            print(path, figures.map { ($0 * 100).rounded() / 100 })
        }
    }

    private static func tags(_ paths: [String]) throws {
        for path in paths {
            let source = try FileByteSource(path: path)
            let start = processorSeconds()
            let tags = try TagReader.read(source, relativePath: path)
            print(path, processorSeconds() - start, tags.title ?? "-", tags.artists, tags.album ?? "-")
        }
    }

    private static func time(_ paths: [String]) throws {
        let roundCount = 3
        for path in paths {
            var best = Double.infinity
            var seconds = 0.0
            for _ in 0..<roundCount {
                let start = processorSeconds()
                let heard = try AudioFile.hear(path: path)
                best = min(best, processorSeconds() - start)
                seconds = heard.durationSeconds
            }
            let timings = try AudioFile.hear(path: path).timings
            print(timings)
            print("\(path): \(seconds) s in \(best) s, \(Int(seconds / best)) x")
        }
    }

    private static func processorSeconds() -> Double {
        var now = timespec()
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now)
        return Double(now.tv_sec) + Double(now.tv_nsec) * 1e-9
    }
}
