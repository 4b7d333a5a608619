/// Gives the samples of one file in order, in blocks at the file's own rate.
protocol BlockDecoder: AnyObject {
    var format: AudioFormat { get }
    /// Interleaved samples, valid until the next call; nil at the end.
    func nextBlock() throws -> UnsafeBufferPointer<Float>?
    /// Known at the end: what went wrong on the way, though samples came.
    var trouble: String? { get }
    /// The share of the file's bytes that was used; judges files that promise no number of frames.
    var byteShare: Double? { get }
}

/// The largest number of frames that a decoder gives at once.
let blockFrameCountMax = 8_192
