import Glibc

/// How much sound begins in each of eight bands of sixteen mel bands, frame by frame: what the tempo is found from.
///
/// Feed the mel power spectrum of every frame (128 bands, 0 Hz to Nyquist, a frame every 512 samples at 22,050 Hz, as
/// librosa's `melspectrogram`). Powers are compressed by log₁₀(1 + g·power); a band's onset is the mean of what its
/// mel bands rose since the frame before.
package struct OnsetBands: Sendable {
    /// Frame after frame, `bandCount` numbers each.
    package private(set) var values: [Float] = []
    private var previous: [Float] = []

    package static let bandCount = 8
    package static let melCount = 128
    package static let framesPerSecond = 22_050.0 / 512
    /// The compression: a thousand over the mean power of a mel band in music near full level, which is 3.
    static let gain: Float = 1_000 / 3

    package init() {}

    package var frameCount: Int { values.count / Self.bandCount }

    /// Takes the `melCount` powers of the next frame.
    package mutating func add(melPower: UnsafePointer<Float>) {
        add(powers: (0..<Self.melCount).map { max(0, melPower[$0]) })
    }

    /// Takes the next frame as decibels, 10·log₁₀ of its powers.
    package mutating func add(melDecibels: UnsafePointer<Float>) {
        add(powers: (0..<Self.melCount).map { powf(10, melDecibels[$0] / 10) })
    }

    private mutating func add(powers: [Float]) {
        let levels = powers.map { log10f(1 + Self.gain * $0) }
        let width = Self.melCount / Self.bandCount
        for band in 0..<Self.bandCount {
            var rise: Float = 0
            if !previous.isEmpty {
                for mel in band * width..<(band + 1) * width { rise += max(0, levels[mel] - previous[mel]) }
            }
            values.append(rise / Float(width))
        }
        previous = levels
    }
}
