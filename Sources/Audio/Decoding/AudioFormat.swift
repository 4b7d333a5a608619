/// What a file holds, as its decoder told.
package struct AudioFormat: Sendable, Equatable {
    /// The codec as people call it: `MP3`, `FLAC`, `Vorbis`.
    package let codec: String
    package let container: AudioContainer
    package let sampleRateHz: Int
    package let channelCount: Int
    /// The frames (one sample of each channel) that the header promised; nil where it promised none.
    package let promisedFrameCount: Int?
    /// The mean over the file; nil where it is not known.
    package let bitRateKbps: Double?

    package init(
        codec: String, container: AudioContainer, sampleRateHz: Int, channelCount: Int,
        promisedFrameCount: Int?,
        bitRateKbps: Double? = nil
    ) {
        self.codec = codec
        self.container = container
        self.sampleRateHz = sampleRateHz
        self.channelCount = channelCount
        self.promisedFrameCount = promisedFrameCount
        self.bitRateKbps = bitRateKbps
    }
}
