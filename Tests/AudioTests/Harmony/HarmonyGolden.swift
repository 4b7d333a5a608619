import FoundationEssentials
import TestSupport

/// librosa's values, as Scripts/golden-harmony.py wrote them.
struct HarmonyGolden: Decodable {
    let every: Int
    let signals: [Signal]

    struct Signal: Decodable {
        let name: String
        let samples: Int
        let sum: Double
        let tuningSemitones: Double
        let tuningThirds: Double
        let constantQ: [Float]
        let frames: [String: [Float]]
        let means: [String: [Double]]
    }

    static func load() throws -> HarmonyGolden {
        let path = SourceTree.path("Tests/Golden/harmony-librosa.json")
        let data = try Data(contentsOf: URL(filePath: path))
        return try JSONDecoder().decode(HarmonyGolden.self, from: data)
    }
}
