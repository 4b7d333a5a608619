/// Mono samples that can be read again from any place, in blocks: in memory or on disk.
package protocol SampleSource {
    var sampleCount: Int { get }
    /// Copies the samples of a range that lies inside `0..<sampleCount`.
    func read(_ range: Range<Int>, into destination: UnsafeMutablePointer<Float>) throws
}

extension Array: SampleSource where Element == Float {
    package var sampleCount: Int { count }

    package func read(_ range: Range<Int>, into destination: UnsafeMutablePointer<Float>) {
        precondition(range.lowerBound >= 0 && range.upperBound <= count, "a range lies inside the samples")
        withUnsafeBufferPointer { samples in
            guard let start = samples.baseAddress, !range.isEmpty else { return }
            destination.update(from: start + range.lowerBound, count: range.count)
        }
    }
}
