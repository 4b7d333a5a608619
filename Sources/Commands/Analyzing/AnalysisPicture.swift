import Audio
import Insight

/// The picture of an analysed track, as a file.
struct AnalysisPicture {
    let track: AnalyzedTrack

    private static let columnCountMax = TrackPicture.columnCountMax

    var picture: TrackPicture {
        let analysis = track.analysis
        return TrackPicture(
            title: title, durationSeconds: track.heard.signal.durationSeconds, waveform: waveform,
            melDecibels: melDecibels, chroma: chroma, onsetStrength: analysis.features.onsetStrength,
            beatSeconds: analysis.rhythm.beatTimesSeconds)
    }

    private var title: String {
        guard let title = track.tags.title else {
            return DisplayWidth.harmless(track.path.split(separator: "/").last.map(String.init) ?? track.path)
        }
        let artists = track.tags.artists.joined(separator: ", ")
        return DisplayWidth.harmless(artists.isEmpty ? title : "\(artists) — \(title)")
    }

    /// The slice of `count` things that one of `columns` columns stands for.
    private static func slice(_ column: Int, of columns: Int, in count: Int) -> Range<Int> {
        column * count / columns..<(column + 1) * count / columns
    }

    private var waveform: [(low: Float, high: Float)] {
        let signal = track.heard.signal
        let columns = min(Self.columnCountMax, signal.count)
        return (0..<columns).map { column in
            let samples = signal.samples(in: Self.slice(column, of: columns, in: signal.count))
            return (samples.min() ?? 0, samples.max() ?? 0)
        }
    }

    private var melDecibels: TrackPicture.Field {
        let mel = track.analysis.patches.mel
        let columns = min(Self.columnCountMax, mel.frameCount)
        let bands = MelStore.bandCount
        var values = [Float](repeating: 0, count: bands * columns)
        for column in 0..<columns {
            let frames = Self.slice(column, of: columns, in: mel.frameCount)
            var rows = [Float](repeating: 0, count: frames.count * bands)
            rows.withUnsafeMutableBufferPointer { buffer in
                if let base = buffer.baseAddress { mel.read(frames, into: base) }
            }
            for band in 0..<bands {
                let sum = frames.reduce(Float(0)) { sum, frame in
                    sum + max(mel.floorDecibels, rows[(frame - frames.lowerBound) * bands + band])
                }
                values[band * columns + column] = sum / Float(frames.count)
            }
        }
        return TrackPicture.Field(values: values, rows: bands, columns: columns)
    }

    private var chroma: TrackPicture.Field {
        let chroma = track.analysis.harmony.chromaCQT
        let columns = min(Self.columnCountMax, chroma.frameCount)
        let classes = ChromaSequence.classCount
        var values = [Float](repeating: 0, count: classes * columns)
        for pitchClass in 0..<classes {
            let heard = chroma.column(pitchClass)
            for column in 0..<columns {
                let frames = Self.slice(column, of: columns, in: chroma.frameCount)
                let sum = heard[frames].reduce(0, +)
                values[pitchClass * columns + column] = sum / Float(frames.count)
            }
        }
        return TrackPicture.Field(values: values, rows: classes, columns: columns)
    }
}
