/// One track drawn: waveform, mel spectrogram, chroma, and the onset curve with its beats, over one time axis. Where the beats
/// of a long track would lie closer than can be told apart, those of a stretch in its middle are drawn below.
package struct TrackPicture: Sendable {
    /// Rows of one length, each a moment apart, drawn as a field of colour.
    package struct Field: Sendable {
        /// Row-major: `values[row * columns + column]`, row 0 at the bottom.
        package let values: [Float]
        package let rows: Int
        package let columns: Int

        package init(values: [Float], rows: Int, columns: Int) {
            precondition(values.count == rows * columns, "values fill the field")
            self.values = values
            self.rows = rows
            self.columns = columns
        }
    }

    package let title: String
    package let durationSeconds: Double
    /// The lowest and the highest sample of each slice of time.
    package let waveform: [(low: Float, high: Float)]
    package let melDecibels: Field
    package let chroma: Field
    package let onsetStrength: [Float]
    package let beatSeconds: [Double]

    /// Fields are averaged down to at most this many columns: more would not be seen.
    package static let columnCountMax = 1_200

    private static let fieldPixelRowsMin = 240
    private static let left = 64.0
    private static let plotWidth = 836.0
    /// Beats that are nearer than this are one.
    private static let beatDistanceMin = 5.0
    private static let stretchSeconds = 20.0
    private static let stretchHeight = 120.0
    private static let pitchClasses = ["C", "C♯", "D", "D♯", "E", "F", "F♯", "G", "G♯", "A", "A♯", "B"]

    package init(
        title: String, durationSeconds: Double, waveform: [(low: Float, high: Float)], melDecibels: Field,
        chroma: Field, onsetStrength: [Float], beatSeconds: [Double]
    ) {
        self.title = title
        self.durationSeconds = durationSeconds
        self.waveform = waveform
        self.melDecibels = melDecibels
        self.chroma = chroma
        self.onsetStrength = onsetStrength
        self.beatSeconds = beatSeconds
    }

    package func drawn() throws -> SVGPicture {
        let whole = 0...max(durationSeconds, 1e-9)
        let stretch = stretch
        let height = 640 + (stretch == nil ? 0 : Self.stretchHeight)
        var picture = SVGPicture(width: 960, height: height, title: title)
        picture.label(title, x: Self.left, y: 24, .title)
        drawWaveform(into: &picture, y: 40, height: 90)
        try draw(
            melDecibels, into: &picture, y: 150, height: 190, name: "mel", scaledFrom: loudestBand(below: 80))
        picture.label("0 Hz", x: Self.left - 6, y: 340, anchor: .end, .faint)
        picture.label("11 kHz", x: Self.left - 6, y: 160, anchor: .end, .faint)
        try draw(chroma, into: &picture, y: 360, height: 120, name: "chroma", scaledFrom: 0...1)
        for row in stride(from: 0, to: chroma.rows, by: 2) {
            picture.label(
                Self.pitchClasses[row % 12], x: Self.left - 6, y: 480 - (Double(row) + 0.1) * 10,
                anchor: .end, .faint)
        }
        drawOnsets(of: whole, into: &picture, y: 500, height: 90, name: stretch == nil ? "beats" : nil)
        drawTimeAxis(of: whole, into: &picture, y: 606)
        if let stretch {
            let y = 500 + Self.stretchHeight
            drawOnsets(of: stretch, into: &picture, y: y, height: 90, name: "beats")
            drawTimeAxis(of: stretch, into: &picture, y: y + 106)
        }
        return picture
    }

    /// The middle of a track whose beats lie too close to be told apart.
    private var stretch: ClosedRange<Double>? {
        let distance = Self.plotWidth / Double(max(1, beatSeconds.count))
        guard distance < Self.beatDistanceMin, durationSeconds > Self.stretchSeconds else { return nil }
        let start = ((durationSeconds - Self.stretchSeconds) / 2).rounded(.down)
        return start...start + Self.stretchSeconds
    }

    private func x(atSeconds seconds: Double, of range: ClosedRange<Double>) -> Double {
        Self.left + Self.plotWidth * (seconds - range.lowerBound) / (range.upperBound - range.lowerBound)
    }

    private func drawWaveform(into picture: inout SVGPicture, y: Double, height: Double) {
        let middle = y + height / 2
        let step = Self.plotWidth / Double(max(1, waveform.count))
        let upper = waveform.enumerated().map {
            (x: Self.left + (Double($0) + 0.5) * step, y: middle - Double(min(1, $1.high)) * height / 2)
        }
        let lower = waveform.enumerated().map {
            (x: Self.left + (Double($0) + 0.5) * step, y: middle - Double(max(-1, $1.low)) * height / 2)
        }
        picture.path(upper + lower.reversed(), .fill)
        picture.rectangle(x: Self.left, y: y, width: Self.plotWidth, height: height, .frame)
        picture.label("wave", x: Self.left - 6, y: middle + 4, anchor: .end, .faint)
    }

    private func draw(
        _ field: Field, into picture: inout SVGPicture, y: Double, height: Double, name: String,
        scaledFrom range: ClosedRange<Float>
    ) throws {
        let columns = min(field.columns, Self.columnCountMax)
        if columns > 0 {
            let span = max(range.upperBound - range.lowerBound, .leastNormalMagnitude)
            // Few rows are repeated: a picture that is stretched far would blur one into the next.
            let repeats = max(1, Self.fieldPixelRowsMin / field.rows)
            let pixelHeight = field.rows * repeats
            var pixels = [UInt32](repeating: 0, count: columns * pixelHeight)
            for row in 0..<field.rows {
                for column in 0..<columns {
                    let slice =
                        column * field.columns
                        / columns..<max(
                            (column + 1) * field.columns / columns, column * field.columns / columns + 1)
                    let sum = slice.reduce(Float(0)) { $0 + field.values[row * field.columns + $1] }
                    let level = (sum / Float(slice.count) - range.lowerBound) / span
                    let color = ColorScale.amounts.color(at: Double(level))
                    let top = (field.rows - 1 - row) * repeats
                    for line in top..<top + repeats { pixels[line * columns + column] = color }
                }
            }
            picture.image(
                png: try Raster.png(pixels: pixels, width: columns, height: pixelHeight), x: Self.left, y: y,
                width: Self.plotWidth, height: height, description: name)
        }
        picture.rectangle(x: Self.left, y: y, width: Self.plotWidth, height: height, .frame)
        picture.label(name, x: Self.left + Self.plotWidth + 6, y: y + height / 2, .faint)
    }

    /// From so many decibels below the loudest band to the loudest.
    private func loudestBand(below decibels: Float) -> ClosedRange<Float> {
        let top = melDecibels.values.max() ?? 0
        return top - decibels...top
    }

    /// The onset curve of a stretch; with its beats where they have a name.
    private func drawOnsets(
        of range: ClosedRange<Double>, into picture: inout SVGPicture, y: Double, height: Double,
        name: String?
    ) {
        for seconds in beatSeconds where name != nil && range.contains(seconds) {
            let place = x(atSeconds: seconds, of: range)
            picture.line(from: (place, y), to: (place, y + height), .accent)
        }
        let top = max(onsetStrength.max() ?? 0, .leastNormalMagnitude)
        let rate = durationSeconds > 0 ? Double(onsetStrength.count) / durationSeconds : 0
        let first = min(onsetStrength.count, Int(range.lowerBound * rate))
        let shown = onsetStrength[first..<min(onsetStrength.count, max(first, Int(range.upperBound * rate)))]
        let columns = min(shown.count, Self.columnCountMax)
        let points = (0..<columns).map { column in
            let slice = shown[
                first + column * shown.count / columns..<first + (column + 1) * shown.count / columns]
            return (
                x: Self.left + Self.plotWidth * (Double(column) + 0.5) / Double(columns),
                y: y + height * (1 - Double((slice.max() ?? 0) / top))
            )
        }
        picture.path(points, .line)
        picture.rectangle(x: Self.left, y: y, width: Self.plotWidth, height: height, .frame)
        picture.label("onsets", x: Self.left - 6, y: y + height / 2 + 4, anchor: .end, .faint)
        if let name {
            picture.label(name, x: Self.left + Self.plotWidth + 6, y: y + height / 2 + 4, .faint)
        }
    }

    private func drawTimeAxis(of range: ClosedRange<Double>, into picture: inout SVGPicture, y: Double) {
        let steps: [Double] = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 1_800, 3_600]
        let step = steps.first { (range.upperBound - range.lowerBound) / $0 <= 12 } ?? 7_200
        let first = (range.lowerBound / step).rounded(.up) * step
        for seconds in stride(from: first, through: range.upperBound, by: step) {
            let whole = Int(seconds)
            let padded = whole % 60 < 10 ? "0\(whole % 60)" : "\(whole % 60)"
            picture.label(
                "\(whole / 60):\(padded)", x: x(atSeconds: seconds, of: range), y: y, anchor: .middle, .faint)
        }
    }
}
