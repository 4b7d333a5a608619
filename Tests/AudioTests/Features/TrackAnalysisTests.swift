import Audio
import CatalogCore
import FoundationEssentials
import Glibc
import TestSupport
import Testing

@Suite struct TrackAnalysisTests {
    private static func noise(_ count: Int, seed: UInt64, level: Float = 0.2) -> [Float] {
        var random = SplitMix64(seed: seed)
        return (0..<count).map { _ in level * (2 * random.uniformFloat() - 1) }
    }

    private static func analyze(_ samples: [Float]) throws -> TrackAnalysis {
        try TrackAnalysis.analyze(samples, loudness: nil, durationSeconds: Double(samples.count) / 22_050)
    }

    @Test func theDocumentationHasTheTable() throws {
        for (name, table) in [
            ("track-vector", TrackFeatures.documentation), ("window-vector", WindowFeatures.documentation),
        ] {
            let path = SourceTree.path("docs/features/\(name).md")
            let text = try String(
                decoding: #require(FileManager.default.contents(atPath: path)), as: UTF8.self)
            #expect(
                text.contains(table), "docs/features/\(name).md: run `Benchmarks features tables` and paste")
        }
    }

    @Test func aVectorFitsItsSet() throws {
        let analysis = try Self.analyze(Self.noise(22_050 * 4, seed: 1))
        #expect(analysis.vector.values.count == TrackFeatures.set.dimension)
        #expect(analysis.vector.setVersion == TrackFeatures.set.version)
        for window in analysis.windows { #expect(window.vector.values.count == WindowFeatures.set.dimension) }
        for (feature, value) in zip(TrackFeatures.set.features, analysis.vector.values) {
            #expect(value >= feature.lowerBound && value <= feature.upperBound, "\(feature.name) = \(value)")
        }
    }

    enum Oddity: String, CaseIterable {
        case constant, impulse, clipped, faint, huge, alternating, oneFrame, silenceThenClick
    }

    /// What is odd is still finite and inside every range: FeatureVector would trap otherwise.
    @Test(arguments: Oddity.allCases)
    func oddSignalsHaveFiniteVectors(_ oddity: Oddity) throws {
        let count = 22_050 * 3
        let samples: [Float]
        switch oddity {
        case .constant: samples = [Float](repeating: 0.5, count: count)
        case .impulse: samples = (0..<count).map { $0 == 1000 ? 1 : 0 }
        case .clipped: samples = (0..<count).map { sin(Float($0) * 0.05) > 0 ? 1 : -1 }
        case .faint: samples = Self.noise(count, seed: 2, level: 1e-20)
        case .huge: samples = Self.noise(count, seed: 3, level: 1e6)
        case .alternating: samples = (0..<count).map { $0 % 2 == 0 ? 1 : -1 }
        case .oneFrame: samples = Self.noise(TrackAnalysis.samplesMin, seed: 4)
        case .silenceThenClick: samples = (0..<count).map { $0 > count - 100 ? 0.9 : 0 }
        }
        let analysis = try Self.analyze(samples)
        #expect(analysis.vector.values.allSatisfy { $0.isFinite })
        #expect(!analysis.windows.isEmpty)
        let patch = analysis.patches.patch(at: 0)
        #expect(patch.allSatisfy { $0 >= 0 && $0 <= 1 })
    }

    @Test(arguments: [0, 1, 2047, 22_050])
    func silenceAndSnippetsAreUnanalysable(count: Int) {
        #expect {
            try Self.analyze([Float](repeating: 0, count: count))
        } throws: { error in
            guard let error = error as? AudioError else { return false }
            return error.kind == .unanalysable && error.description.contains("analyse")
        }
    }

    @Test func aToneIsWhatItIs() throws {
        let samples = (0..<22_050 * 3).map { sin(2 * Float.pi * Float($0 % 22_050) * 1000 / 22_050) * 0.5 }
        let analysis = try Self.analyze(samples)
        let value = { (name: String) -> Float in
            TrackFeatures.set.index(of: name).map { analysis.vector.values[$0] } ?? .nan
        }
        #expect(abs(value("spectral_centroid_mean") - 1000) < 30)
        #expect(abs(value("rms_p50") - 0.5 / Float(2).squareRoot()) < 1e-3)
        #expect(value("harmonic_percussive_share") > 0.95)
        #expect(abs(value("zero_crossing_rate_p10") - 2000.0 / 22_050) < 2e-3)
        #expect(value("spectral_flatness_mean") < 0.01)
        #expect(value("harmonic_to_noise_mean") > 15)
        // The level of both parts together is that of the signal (Parseval).
        let parts = hypot(value("harmonic_level_mean"), value("percussive_level_mean"))
        #expect(abs(parts - value("rms_mean")) < 0.03)
    }

    @Test func clicksArePercussiveAndHaveTheirTempo() throws {
        var samples = [Float](repeating: 0, count: 22_050 * 30)
        let attack = Self.noise(600, seed: 5, level: 0.8)
        for beat in 0..<58 {
            for (index, value) in attack.enumerated() { samples[2_205 + beat * 11_025 + index] = value }
        }
        let analysis = try Self.analyze(samples)
        #expect(analysis.descriptors.harmonicShare < 0.5)
        #expect(abs(analysis.rhythm.librosaTempoBpm - 120) < 4)
        #expect(analysis.rhythm.beatStrength > 0.8)
        #expect(analysis.rhythm.tempoStability == 1)
        #expect(abs(analysis.rhythm.onsetsPerSecond - 2) < 0.15)
    }

    @Test func leadingSilenceIsLeftOut() throws {
        let silence = [Float](repeating: 0, count: 22_050 * 5)
        let sound = Self.noise(22_050 * 70, seed: 6)
        let analysis = try Self.analyze(silence + sound + silence)
        #expect(abs(analysis.descriptors.silence.leadingSeconds - 5) < 0.1)
        #expect(abs(analysis.descriptors.silence.trailingSeconds - 5) < 0.1)
        let starts = analysis.windows.map(\.startSeconds)
        #expect(abs(starts[0] - 5) < 0.1)
        #expect(analysis.windows.allSatisfy { $0.frames.count == WindowFeatures.frameCount })
        #expect(analysis.windows.count == 1 + (analysis.features.frameCount - 215 - 1292) / 646)
    }

    /// Rows of frames on disk give the same bits as in memory, and so does another place in the blocks.
    @Test func aLongSignalsStoreChangesNothing() throws {
        let samples = Self.noise(22_050 * 8, seed: 7)
        let folder = try TemporaryFolder()
        let inMemory = try Self.analyze(samples)
        let onDisk = try TrackAnalysis.analyze(
            samples, loudness: nil, durationSeconds: 8, framesInMemoryMax: 50, temporaryFolder: folder.path)
        let (ofMemory, ofDisk) = (inMemory.features.namedColumns, onDisk.features.namedColumns)
        for (one, other) in zip(
            ofMemory + inMemory.harmony.namedColumns, ofDisk + onDisk.harmony.namedColumns)
        {
            #expect(one.values == other.values, "\(one.name)")
        }
        #expect(inMemory.patches.patch(at: 77) == onDisk.patches.patch(at: 77))
        #expect(inMemory.windows.map(\.vector) == onDisk.windows.map(\.vector))
    }

    @Test func twoRunsGiveTheSameBytes() async throws {
        let samples = Self.noise(22_050 * 6, seed: 8)
        let alone = try Self.analyze(samples).vector
        let together = try await withThrowingTaskGroup(of: FeatureVector.self) { group in
            for _ in 0..<4 { group.addTask { try Self.analyze(samples).vector } }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(together.allSatisfy { $0 == alone })
    }
}
