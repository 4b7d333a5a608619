/// The one way in which signals are cut into frames.
package enum AnalysisFrame {
    package static let length = 2048
    package static let hop = 512
    package static let sampleRateHz = Double(MonoSignal.sampleRateHz)
    package static let binCount = length / 2 + 1
    /// Width of a bin of the spectrum.
    package static let binHz = sampleRateHz / Double(length)
    package static let framesPerSecond = sampleRateHz / Double(hop)

    /// 1 + ⌊samples / hop⌋.
    package static func count(ofSamples count: Int) -> Int { 1 + count / hop }

    /// The time of a frame's centre.
    package static func seconds(ofFrame frame: Int) -> Double { Double(frame * hop) / sampleRateHz }
}

extension MonoSignal: SampleSource {
    package var sampleCount: Int { count }

    package func read(_ range: Range<Int>, into destination: UnsafeMutablePointer<Float>) {
        read(from: range.lowerBound, into: UnsafeMutableBufferPointer(start: destination, count: range.count))
    }
}
