import CatalogCore
import FoundationEssentials

/// Two hundred files that are cut, damaged, empty, named wrongly, oddly tagged or no music at all.
package enum HostileFolder {
    package static let fileCount = 200

    private static let formats: [AudioWriter.Format] = [
        .wav16, .wav24, .flac, .vorbis, .opus, .mp3, .aiff, .rf64,
    ]

    /// Writes them into a folder that is there; the same for a seed.
    package static func write(to folder: String, seed: UInt64) throws {
        var originals: [[UInt8]] = []
        let draft = folder + "/original"
        for (index, format) in formats.enumerated() {
            // One of them has ten channels.
            let channelCount = format == .wav24 ? 10 : 1
            try AudioWriter.write(
                TestSignal.melody(
                    seed: UInt64(100 + index), seconds: 1.5, sampleRateHz: 24_000, channelCount: channelCount),
                channelCount: channelCount, sampleRateHz: 24_000, format: format, to: draft)
            originals.append(try [UInt8](Data(contentsOf: URL(filePath: draft))))
        }
        try FileManager.default.removeItem(atPath: draft)
        var mutator = ByteMutator(seed: seed)
        var random = SplitMix64(seed: seed)
        for number in 0..<fileCount {
            // The endings do not fit the formats on purpose.
            let ending = formats[random.index(below: formats.count)].fileEnding
            let bytes = bytes(number, originals[number % originals.count], &mutator, &random)
            try Data(bytes).write(to: URL(filePath: "\(folder)/\(number).\(ending)"))
        }
    }

    private static func bytes(
        _ number: Int, _ original: [UInt8], _ mutator: inout ByteMutator, _ random: inout SplitMix64
    ) -> [UInt8] {
        switch number % 12 {
        case 0: []
        case 1: Array(original.prefix(random.index(below: original.count)))
        case 2: (0..<4_000).map { _ in UInt8(random.index(below: 256)) }
        // A tag of 256 MB, as its head says.
        case 3: Array("ID3".utf8) + [4, 0, 0x80, 0x7F, 0x7F, 0x7F, 0x7F] + original.prefix(500)
        case 4: TagWriter.id3v2(text: ["TIT2": String(repeating: "x", count: 300_000)]) + original
        case 5: Array(original.prefix(60))
        case 6: unsynchronisedTag + original
        case 7: compressedFrame + original
        default: mutator.mutate(original)
        }
    }

    /// A version 2.3 tag whose text is unsynchronised: `FF E0` stands there as `FF 00 E0`.
    private static var unsynchronisedTag: [UInt8] {
        let text: [UInt8] = [1, 0xFF, 0, 0xFE, 0x41, 0, 0xFF, 0, 0xE0]
        let frame = Array("TIT2".utf8) + [0, 0, 0, UInt8(text.count), 0, 0] + text
        return Array("ID3".utf8) + [3, 0, 0x80] + TagWriter.syncSafe(frame.count) + frame
    }

    /// A frame that says it unpacks to two gigabytes.
    private static var compressedFrame: [UInt8] {
        let packed: [UInt8] = [0x78, 0x9C, 0xEC, 0xC1, 0x01, 0x0D, 0, 0, 0, 0xC2, 0xA0, 0xF7, 0x4F, 0x6D]
        let body = [0x7F, 0xFF, 0xFF, 0xFF] + packed
        let frame = Array("TXXX".utf8) + [0, 0, 0, UInt8(body.count), 0, 0x80] + body
        return Array("ID3".utf8) + [3, 0, 0] + TagWriter.syncSafe(frame.count) + frame
    }
}
