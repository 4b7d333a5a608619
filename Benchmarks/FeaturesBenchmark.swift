import Audio
import FoundationEssentials
import Glibc

/// Prints the frame features of a file, and times the analysis.
///
/// `features frames FILE` prints every frame feature as JSON, for a comparison with librosa.
enum FeaturesBenchmark {
    static func run(_ arguments: [String]) throws {
        guard arguments.count >= 2 else { return print("features frames FILE | features time FILE…") }
        switch arguments[0] {
        case "frames": try frames(of: arguments[1])
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
}
