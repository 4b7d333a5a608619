import FoundationEssentials
import Glibc
import Insight
import TestSupport
import Testing

@Suite struct TrackPictureTests {
    private func picture(seconds: Double = 30, columns: Int = 3_000) -> TrackPicture {
        let mel = (0..<128 * columns).map {
            Float($0 % columns) / Float(columns) * -80 + Float($0 / columns) * 0.1
        }
        let chroma = (0..<12 * columns).map { Float(($0 / columns + $0 % columns / 300) % 12) / 11 }
        return TrackPicture(
            title: "Salt & <Paper>", durationSeconds: seconds,
            waveform: (0..<400).map {
                (low: -Float(abs(sin(Double($0) / 20))), high: Float(abs(sin(Double($0) / 20))))
            },
            melDecibels: .init(values: mel, rows: 128, columns: columns),
            chroma: .init(values: chroma, rows: 12, columns: columns),
            onsetStrength: (0..<columns).map { Float($0 % 40 == 0 ? 1 : 0.1) },
            beatSeconds: stride(from: 0.5, to: seconds, by: 0.5).map { $0 })
    }

    @Test func theSVGHasEachPartAndEscapesItsTitle() throws {
        let text = try picture().drawn().text
        #expect(text.contains("Salt &amp; &lt;Paper&gt;"))
        #expect(text.components(separatedBy: "<image ").count == 3)
        #expect(text.components(separatedBy: "class=\"accent\"").count == 60)
        #expect(text.contains("prefers-color-scheme:dark"))
    }

    /// Eight minutes of beats would be one band of colour: twenty seconds of them are drawn below instead.
    @Test func theBeatsOfALongTrackAreThoseOfAStretch() throws {
        let text = try picture(seconds: 480).drawn().text
        #expect(text.components(separatedBy: "class=\"accent\"").count == 1 + 41)
        #expect(text.contains(">3:50<") && text.contains(">4:10<"))
    }

    @Test func thePNGIsDrawnAndNotEmpty() throws {
        let png = try Raster.png(of: picture().drawn())
        #expect(png.prefix(8) == [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A])
        #expect(png.count > 50_000)
        if let path = ProcessInfo.processInfo.environment["CATALOG_KEEP_PICTURES"] {
            try Data(png).write(to: URL(fileURLWithPath: path + "/track.png"))
        }
    }

    @Test func anEmptyTrackIsAnEmptyPicture() throws {
        let empty = TrackPicture(
            title: "", durationSeconds: 0, waveform: [],
            melDecibels: .init(values: [], rows: 128, columns: 0),
            chroma: .init(values: [], rows: 12, columns: 0), onsetStrength: [], beatSeconds: [])
        #expect(try empty.drawn().text.hasSuffix("</svg>\n"))
    }

    @Test func brightnessRisesWithTheAmount() {
        let luminance = stride(from: 0.0, through: 1, by: 0.01).map { amount in
            let color = ColorScale.amounts.color(at: amount)
            return 0.299 * Double(color >> 16) + 0.587 * Double(color >> 8 & 255) + 0.114
                * Double(color & 255)
        }
        #expect(zip(luminance, luminance.dropFirst()).allSatisfy { $1 > $0 - 1.0 })
        #expect(luminance[100] - luminance[0] > 200)
    }

    @Test func aBrokenPictureIsASentence() {
        #expect(throws: DrawingError.self) { try Raster.png(pixels: [], width: 0, height: 0) }
    }
}
