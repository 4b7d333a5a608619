import CatalogCore
import Learning
import Testing

@Suite struct SpectrogramMaskingTests {
    @Test(arguments: [1, 2, 3] as [UInt64])
    func hidesWholeBandsAndWholeFrames(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        let masking = SpectrogramMasking(frequencyMasks: 1, bandsMax: 5, timeMasks: 1, framesMax: 7)
        var patch = [Float](repeating: 1, count: 20 * 30)
        masking.apply(to: &patch, melBands: 20, frames: 30, random: &random)
        let bands = (0..<20).filter { band in patch[band * 30..<(band + 1) * 30].allSatisfy { $0 == 0 } }
        let frames = (0..<30).filter { frame in (0..<20).allSatisfy { patch[$0 * 30 + frame] == 0 } }
        #expect(bands.count <= 5 && frames.count <= 7)
        let hidden = bands.count * 30 + frames.count * 20 - bands.count * frames.count
        #expect(patch.count { $0 == 0 } == hidden)
    }
}
