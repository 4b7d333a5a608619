import Audio
import CSndfile
import TestSupport
import Testing

@Suite(.serialized) struct AudioFileWriterTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private let tone: [Float] = (0..<44_100).map { Float($0 % 100) / 100 - 0.5 }

    @Test(arguments: AudioFileWriter.Format.allCases)
    func writesWhatOthersRead(format: AudioFileWriter.Format) throws {
        let path = folder.file("tone." + format.fileExtension)
        try AudioFileWriter.write(
            channels: [tone, tone], sampleRateHz: 44_100, to: path, format: format,
            tags: [
                AudioTag("TITLE", "Tönung"), AudioTag("ARTIST", "A & B"), AudioTag("BPM", "120"),
                AudioTag("DATE", "1999"),
            ])
        var info = SF_INFO()
        let file = try #require(sf_open(path, Int32(SFM_READ), &info))
        #expect(info.channels == 2 && info.samplerate == 44_100 && abs(info.frames - 44_100) < 3000)
        sf_close(file)
        let tags = try TagReader.read(FileByteSource(path: path))
        #expect(tags.title == "Tönung")
        #expect(tags.artists == ["A & B"])
        #expect(tags.beatsPerMinute == 120)
        #expect(tags.year == 1999)
    }

    @Test func saysWhichFileCannotBeWritten() {
        let path = folder.file("no/such/folder.wav")
        #expect(throws: AudioError.self) {
            try AudioFileWriter.write(channels: [tone], sampleRateHz: 44_100, to: path, format: .wav)
        }
    }
}
