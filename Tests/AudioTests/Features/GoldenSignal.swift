import Audio
import CatalogCore
import FoundationEssentials
import Glibc
import TestSupport

/// A signal of the golden values and what librosa makes of it (Scripts/golden-features.py).
struct GoldenSignal: Decodable, Sendable {
    struct Part: Decodable, Sendable {
        let kind: String
        let start: Int
        let count: Int
        let level: Double
        let hz: Double?
        let toHz: Double?
        let seed: UInt64?
        let decay: Double?

        enum CodingKeys: String, CodingKey {
            case kind, start, count, level, hz, seed, decay
            case toHz = "to_hz"
        }
    }

    struct Recipe: Decodable, Sendable {
        let count: Int
        let parts: [Part]
        let clip: Double?
        /// A real piece, of which this is a stretch.
        let file: String?
        let start: Int?
    }

    let recipe: Recipe
    /// Sum of the magnitudes, to see that both made the same signal.
    let sum: Double
    let frameCount: Int
    /// The frames that `values` holds.
    let frames: [Int]
    let means: [String: Double]
    let levels: [String: Double]
    let values: [String: [Double]]
    let deltaDeviations: [String: Double]
    let rolloffBins: [Int]
    let tempo: Double
    let beatTempo: Double
    let beats: [Int]
    let onsets: [Int]

    enum CodingKeys: String, CodingKey {
        case recipe, sum, frameCount, frames, means, levels, values, deltaDeviations, rolloffBins, tempo,
            beats, onsets
        case beatTempo = "beat_tempo"
    }

    private struct Document: Decodable { let signals: [String: GoldenSignal] }

    static let all: [String: GoldenSignal] = {
        let path = SourceTree.path("Tests/Golden/features.json")
        guard let data = FileManager.default.contents(atPath: path),
            let document = decoded(data)
        else { return [:] }
        return document.signals
    }()

    private static func decoded(_ data: Data) -> Document? {
        do {
            return try JSONDecoder().decode(Document.self, from: data)
        } catch {
            print("Tests/Golden/features.json cannot be read: \(error)")
            return nil
        }
    }

    /// Those that can be made here: the real pieces are there where their package is.
    static let names = all.keys.sorted().filter { name in
        all[name]?.recipe.file.map { FileManager.default.fileExists(atPath: $0) } ?? true
    }

    /// The samples, in double precision until the end.
    func samples() throws -> [Float] {
        if let file = recipe.file {
            let heard = try AudioFile.hear(path: file, parts: [])
            let start = recipe.start ?? 0
            return heard.signal.samples(in: start..<start + recipe.count)
        }
        var sum = [Double](repeating: 0, count: recipe.count)
        for part in recipe.parts {
            let end = min(recipe.count, part.start + part.count)
            var random = SplitMix64(seed: part.seed ?? 0)
            for index in 0..<max(0, end - part.start) {
                sum[part.start + index] += Self.value(of: part, at: index, random: &random)
            }
        }
        if let clip = recipe.clip { sum = sum.map { min(max($0, -clip), clip) } }
        return sum.map { Float($0) }
    }

    private static func value(of part: Part, at index: Int, random: inout SplitMix64) -> Double {
        let t = Double(index) / 22_050
        let hz = part.hz ?? 0
        var value = part.level
        switch part.kind {
        case "tone":
            let cycles = hz * t
            value *= sin(2 * Double.pi * (cycles - floor(cycles)))
        case "sweep":
            let cycles = hz * t + ((part.toHz ?? hz) - hz) * t * t / (2 * Double(part.count) / 22_050)
            value *= sin(2 * Double.pi * (cycles - floor(cycles)))
        case "noise": value *= 2 * random.uniform() - 1
        default: break
        }
        return value * exp(-(part.decay ?? 0) * t)
    }
}
