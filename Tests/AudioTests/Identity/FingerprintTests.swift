import Audio
import CChromaprint
import FoundationEssentials
import TestSupport
import Testing

@Suite struct FingerprintTests {
    private func fingerprint(
        seed: UInt64, format: AudioWriter.Format, quality: Double? = nil, leadingSeconds: Double = 0,
        seconds: Double = 30
    ) throws -> Fingerprint {
        let folder = try TemporaryFolder()
        let path = folder.file("sound")
        let rate = format == .opus ? 48_000 : 44_100
        let lead = [Float](repeating: 0, count: Int(leadingSeconds * Double(rate)) * 2)
        let melody = lead + TestSignal.melody(seed: seed, seconds: seconds, sampleRateHz: rate)
        try AudioWriter.write(
            melody, channelCount: 2, sampleRateHz: rate, format: format, to: path, quality: quality)
        return try #require(try AudioFile.hear(path: path, parts: .fingerprint).fingerprint)
    }

    @Test(arguments: [UInt64(1), 2, 3])
    func encodingsOfOneRecordingMatch(_ seed: UInt64) throws {
        let original = try fingerprint(seed: seed, format: .wav16)
        let encodings = [
            try fingerprint(seed: seed, format: .flac),
            try fingerprint(seed: seed, format: .vorbis, quality: 0.2),
            try fingerprint(seed: seed, format: .mp3), try fingerprint(seed: seed, format: .opus),
        ]
        for encoding in encodings {
            let match = try #require(FingerprintMatch.compare(original, encoding))
            #expect(match.isSameRecording)
            #expect(match.score > 0.8)
            #expect(abs(match.shift) <= 1)
        }
    }

    @Test func recordingsThatDifferDoNotMatch() throws {
        let prints = try (1...8).map { try fingerprint(seed: UInt64($0), format: .wav16, seconds: 20) }
        for (index, first) in prints.enumerated() {
            for second in prints[(index + 1)...] {
                let match = try #require(FingerprintMatch.compare(first, second))
                #expect(!match.isSameRecording)
                #expect(match.bitErrorRate > 0.25)
            }
        }
    }

    @Test func silenceInFrontShiftsTheMatch() throws {
        let plain = try fingerprint(seed: 4, format: .wav16)
        let late = try fingerprint(seed: 4, format: .wav16, leadingSeconds: 5)
        let match = try #require(FingerprintMatch.compare(plain, late))
        #expect(match.isSameRecording)
        #expect(abs(Double(match.shift) * Fingerprint.secondsPerWord - 5) < 0.3)
        let back = try #require(FingerprintMatch.compare(late, plain))
        #expect(back.shift == -match.shift)
    }

    /// The library's own resampler on the file's own samples: what the servers of AcoustID were filled with.
    @Test(arguments: [UInt64(7), 8])
    func theLibrarysOwnWayGivesTheSame(_ seed: UInt64) throws {
        let melody = TestSignal.melody(seed: seed, seconds: 30, sampleRateHz: 44_100)
        let integers = melody.map { Int16(max(-1, min(1, $0)) * 32_767) }
        let context = chromaprint_new(Int32(CHROMAPRINT_ALGORITHM_DEFAULT.rawValue))
        defer { chromaprint_free(context) }
        chromaprint_start(context, 44_100, 2)
        chromaprint_feed(context, integers, Int32(integers.count))
        chromaprint_finish(context)
        var words: UnsafeMutablePointer<UInt32>?
        var count: Int32 = 0
        chromaprint_get_raw_fingerprint(context, &words, &count)
        defer { chromaprint_dealloc(words) }
        let theirs = Fingerprint(words: Array(UnsafeBufferPointer(start: words, count: Int(count))))
        let ours = try fingerprint(seed: seed, format: .wav16)
        let match = try #require(FingerprintMatch.compare(theirs, ours))
        #expect(match.bitErrorRate < 0.03)
        #expect(match.shift == 0)
        #expect(abs(theirs.words.count - ours.words.count) <= 1)
    }

    @Test func tooShortIsNotCompared() throws {
        let short = Fingerprint(words: [1, 2, 3])
        #expect(FingerprintMatch.compare(short, short) == nil)
    }

    @Test func bytesGiveTheWordsBack() {
        let words: [UInt32] = [0, 1, 0xDEAD_BEEF, .max]
        #expect(Fingerprint(bytes: Fingerprint(words: words).bytes)?.words == words)
        #expect(Fingerprint(bytes: [1, 2, 3]) == nil)
    }

    @Test func onlyTheFirstTwoMinutesCount() throws {
        let print = try fingerprint(seed: 5, format: .flac, seconds: 130)
        let spanned = Double(print.words.count) * Fingerprint.secondsPerWord
        #expect(spanned > 115 && spanned < 120)
    }
}
