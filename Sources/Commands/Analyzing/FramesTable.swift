import Audio
import CatalogCore

/// The numbers of every frame as CSV: one line a frame, the file's name in front.
struct FramesTable {
    let sink: TextSink
    private var isBegun = false

    init(sink: TextSink) { self.sink = sink }

    mutating func append(_ track: AnalyzedTrack) throws {
        let columns = track.frameColumns
        if !isBegun {
            try sink.write(CSVText.line(["file", "frame", "seconds"] + columns.map(\.name)) + "\r\n")
            isBegun = true
        }
        for frame in 0..<track.analysis.features.frameCount {
            let seconds = NumberText.plain(AnalysisFrame.seconds(ofFrame: frame))
            let values = columns.map { frame < $0.values.count ? "\($0.values[frame])" : "" }
            try sink.write(CSVText.line([track.path, "\(frame)", seconds] + values) + "\r\n")
        }
    }
}
