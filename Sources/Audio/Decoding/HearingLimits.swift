/// The bounds of hearing one file.
package struct HearingLimits: Sendable {
    /// A longer signal is refused, so that a wrong header cannot ask for endless work.
    package var durationSecondsMax: Double = 24 * 3600
    /// A partial file is analysed when at least this share of it could be decoded.
    package var partialShareMin = 0.5
    /// A longer signal waits in an unlinked temporary file instead of memory.
    package var inMemorySecondsMax: Double = 20 * 60
    /// The folder of that temporary file.
    package var temporaryFolder = "/tmp"
    /// The program, found on the PATH, that decodes what no library here does.
    package var decodingProgram = "ffmpeg"
    /// A decoding program that gives nothing for this long is ended.
    package var programSilenceSecondsMax: Double = 30
    /// Samples beyond this magnitude are taken for damage, like those that are not numbers, and become zero.
    package static let magnitudeMax: Float = 0x1p20
    package static let sampleRateHzRange = 4_000...384_000
    package static let channelCountMax = 8

    package init() {}

    package static let standard = HearingLimits()
}
