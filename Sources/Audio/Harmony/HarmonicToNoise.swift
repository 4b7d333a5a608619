import Glibc

/// How much stronger the periodic part of a frame is than the rest, in dB.
///
/// The autocorrelation of a Hann-windowed frame divided by that of its window has a maximum r at the period, which is
/// the periodic share of the energy; the ratio is 10·log₁₀(r / (1 − r)) (P. Boersma, Accurate short-term analysis of the
/// fundamental frequency and the harmonics-to-noise ratio of a sampled sound, 1993). Periods from 1/1,000 to 1/80 of
/// a second are tried; the maximum is found between samples by band-limited interpolation.
///
/// Takes the power spectra that all other features share. One value serves one thread at a time.
package final class HarmonicToNoise {
    private let transform: FourierTransform
    private let spectrum: AlignedBuffer
    private let correlation: AlignedBuffer
    private let window: [Float]
    /// The sum of the squared window.
    private let windowEnergy: Float
    private let shortest: Int
    private let longest: Int

    /// What a frame without periodicity gets, and a silent one.
    package static let lowestDb: Float = -20
    /// What a perfectly periodic frame gets.
    package static let highestDb: Float = 40
    /// The mean power of a sample below which a frame is silent: −80 dB of full scale.
    package static let silentPower: Float = 1e-8
    private static let lowestHz = 80.0
    private static let highestHz = 1_000.0
    /// Samples on either side that take part in an interpolation.
    private static let reach = 24
    /// Bins from 0 that hold an offset and rumble rather than sound.
    private static let rumbleBins = 3

    package init(frameLength: Int = 2048, sampleRate: Double = 22_050) {
        transform = .ofLength(frameLength)
        spectrum = AlignedBuffer(count: transform.spectrumCount)
        correlation = AlignedBuffer(count: frameLength)
        shortest = Int((sampleRate / Self.highestHz).rounded(.down))
        longest = Int((sampleRate / Self.lowestHz).rounded(.up))
        precondition(longest + Self.reach < frameLength / 2, "a frame is long enough for the longest period")
        // The window's own circular autocorrelation, made in the way that the frames' are.
        let hann = AlignedBuffer(count: frameLength)
        for (index, value) in WindowFunction.periodicHann(frameLength).enumerated() {
            hann.floats[index] = value
        }
        transform.forward(hann.floats, into: spectrum.floats)
        for bin in 0..<transform.binCount {
            let real = spectrum.floats[2 * bin]
            let imaginary = spectrum.floats[2 * bin + 1]
            spectrum.floats[2 * bin] = real * real + imaginary * imaginary
            spectrum.floats[2 * bin + 1] = 0
        }
        transform.inverse(spectrum.floats, into: correlation.floats)
        let energy = correlation.floats[0]
        windowEnergy = energy / Float(frameLength)
        window = UnsafeBufferPointer(start: correlation.floats, count: longest + Self.reach).map {
            $0 / energy
        }
    }

    /// The ratio of one frame, from the power spectrum |X|² of its Hann-windowed samples; nil where it is silent.
    package func ratioDb(power: UnsafePointer<Float>) -> Float? {
        let bins = transform.binCount
        for bin in 0..<bins {
            spectrum.floats[2 * bin] = bin < Self.rumbleBins ? 0 : power[bin]
            spectrum.floats[2 * bin + 1] = 0
        }
        transform.inverse(spectrum.floats, into: correlation.floats)
        let energy = correlation.floats[0]
        let length = Float(transform.length)
        guard energy / length / windowEnergy > Self.silentPower else { return nil }
        let share = Double(periodicShare(energy: energy))
        guard share > 0 else { return Self.lowestDb }
        guard share < 1 else { return Self.highestDb }
        return min(Self.highestDb, max(Self.lowestDb, Float(10 * log10(share / (1 - share)))))
    }

    /// The largest value of the normalised autocorrelation between the shortest and the longest period.
    private func periodicShare(energy: Float) -> Float {
        var best = shortest
        var bestValue = -Float.infinity
        for lag in shortest...longest {
            let value = normalized(lag, energy: energy)
            if value > bestValue {
                bestValue = value
                best = lag
            }
        }
        guard bestValue > 0 else { return 0 }
        return max(bestValue, refined(around: best, energy: energy))
    }

    private func normalized(_ lag: Int, energy: Float) -> Float {
        correlation.floats[lag] / (energy * window[lag])
    }

    /// The maximum within a sample of a lag, by golden section over the interpolated correlation.
    private func refined(around lag: Int, energy: Float) -> Float {
        var low = Float(max(lag - 1, 1))
        var high = Float(lag + 1)
        let golden: Float = 0.618034
        var left = high - golden * (high - low)
        var right = low + golden * (high - low)
        var leftValue = interpolated(left, energy: energy)
        var rightValue = interpolated(right, energy: energy)
        for _ in 0..<Self.refinements {
            if leftValue > rightValue {
                high = right
                right = left
                rightValue = leftValue
                left = high - golden * (high - low)
                leftValue = interpolated(left, energy: energy)
            } else {
                low = left
                left = right
                leftValue = rightValue
                right = low + golden * (high - low)
                rightValue = interpolated(right, energy: energy)
            }
        }
        return max(leftValue, rightValue)
    }

    private static let refinements = 12

    /// The correlation at a place between samples: a sinc under a squared parabola; the window's is smooth enough for a
    /// straight line.
    private func interpolated(_ lag: Float, energy: Float) -> Float {
        let base = Int(lag.rounded(.down))
        let fraction = lag - Float(base)
        let ownWindow = window[base] + fraction * (window[base + 1] - window[base])
        guard fraction > 1e-6, fraction < 1 - 1e-6 else {
            return normalized(fraction < 0.5 ? base : base + 1, energy: energy)
        }
        let sine = sinf(.pi * fraction) / .pi
        var sum: Float = 0
        for offset in (1 - Self.reach)...Self.reach {
            let distance = fraction - Float(offset)
            let sinc = (offset % 2 == 0 ? sine : -sine) / distance
            let place = distance / Float(Self.reach + 1)
            let taper = 1 - place * place
            sum += correlation.floats[abs(base + offset)] * sinc * taper * taper
        }
        return sum / (energy * ownWindow)
    }
}
