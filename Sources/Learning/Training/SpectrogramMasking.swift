import CatalogCore

/// Hides bands of frequency and spans of time from the network; SpecAugment, Park et al. 2019.
package struct SpectrogramMasking: Sendable, Equatable, Codable {
    package var frequencyMasks: Int
    package var bandsMax: Int
    package var timeMasks: Int
    package var framesMax: Int

    package init(frequencyMasks: Int = 2, bandsMax: Int = 16, timeMasks: Int = 2, framesMax: Int = 24) {
        precondition(
            frequencyMasks >= 0 && timeMasks >= 0 && bandsMax >= 0 && framesMax >= 0, "masks have a size")
        self.frequencyMasks = frequencyMasks
        self.bandsMax = bandsMax
        self.timeMasks = timeMasks
        self.framesMax = framesMax
    }

    package static let none = SpectrogramMasking(frequencyMasks: 0, bandsMax: 0, timeMasks: 0, framesMax: 0)

    /// Sets masks of random width at random places to zero, the mean of a standardised patch.
    package func apply(
        to patch: UnsafeMutablePointer<Float>, melBands: Int, frames: Int, random: inout SplitMix64
    ) {
        for _ in 0..<frequencyMasks {
            let width = random.index(below: min(bandsMax, melBands - 1) + 1)
            let first = random.index(below: melBands - width + 1)
            for index in first * frames..<(first + width) * frames { patch[index] = 0 }
        }
        for _ in 0..<timeMasks {
            let width = random.index(below: min(framesMax, frames - 1) + 1)
            let first = random.index(below: frames - width + 1)
            for band in 0..<melBands {
                for frame in first..<first + width { patch[band * frames + frame] = 0 }
            }
        }
    }
}
