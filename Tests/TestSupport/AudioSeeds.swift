import FoundationEssentials

/// One small sound file of each format, from which mutations start.
package enum AudioSeeds {
    package static let secondsOfEach = 0.6

    /// The bytes of a file of a format, with tags in the formats for which the tests can write them.
    package static func file(_ format: AudioWriter.Format) throws -> [UInt8] {
        let folder = try TemporaryFolder()
        let path = folder.file("seed." + format.fileEnding)
        let rate = format == .opus ? 48_000 : 44_100
        let samples = TestSignal.melody(seed: 1, seconds: secondsOfEach, sampleRateHz: rate)
        try AudioWriter.write(samples, channelCount: 2, sampleRateHz: rate, format: format, to: path)
        let bytes = [UInt8](try Data(contentsOf: URL(filePath: path)))
        let fields = [("TITLE", "Seed"), ("ARTIST", "Somebody"), ("ALBUM", "Fuzz"), ("TRACKNUMBER", "1/2")]
        switch format {
        case .mp3: return TagWriter.id3v2(text: ["TIT2": "Seed", "TPE1": "Somebody", "TALB": "Fuzz"]) + bytes
        case .flac: return TagWriter.insertingComments(fields, intoFLAC: bytes)
        default: return bytes
        }
    }
}
