import Audio
import CatalogCore

/// Loudness and chroma over time, drawn with characters.
struct AnalysisDrawing {
    let track: AnalyzedTrack
    let width: Int

    private static let labelWidth = 5
    private static let columnsMax = 100
    private static let loudnessRows = 4
    /// What lies further below the loudest second is drawn as nothing.
    private static let loudnessDepth = 20.0

    private var columns: Int { max(8, min(Self.columnsMax, width - Self.labelWidth - 1)) }

    func lines(usesColor: Bool) -> [String] {
        let parts = loudness + chroma
        guard !parts.isEmpty else { return [] }
        return parts.map { part in
            switch part {
            case .title(let text): TextStyle.strong.applied(to: text, if: usesColor)
            case .row(let label, let cells):
                TextStyle.faint.applied(
                    to: String(repeating: " ", count: Self.labelWidth - DisplayWidth.of(label)) + label,
                    if: usesColor) + " " + cells
            case .gap: ""
            }
        }
    }

    private enum Part {
        case title(String)
        case row(label: String, cells: String)
        case gap
    }

    private var loudness: [Part] {
        let curve = track.heard.loudness?.shortTermCurveLUFS ?? []
        guard let loudest = curve.max(), curve.count > 1, Double(loudest) > Loudness.silenceLUFS else {
            return []
        }
        let top = Double(loudest)
        let levels = TerminalChart.resampled(curve, to: columns).map {
            1 + ($0 - top) / Self.loudnessDepth
        }
        let rows = TerminalChart.bars(levels, rows: Self.loudnessRows)
        let labels = rows.indices.map { row in
            row == 0
                ? NumberText.fixed(top, decimals: 0)
                : row == rows.count - 1 ? NumberText.fixed(top - Self.loudnessDepth, decimals: 0) : ""
        }
        return [.gap, .title("Loudness over time, LUFS")]
            + zip(labels, rows).map { Part.row(label: $0, cells: $1) }
    }

    private var chroma: [Part] {
        let chroma = track.analysis.harmony.chromaCQT
        guard chroma.frameCount > 0 else { return [] }
        let rows = (0..<ChromaSequence.classCount).reversed().map { pitchClass in
            let values = chroma.column(pitchClass)
            return Part.row(
                label: PitchClass.names[pitchClass],
                cells: TerminalChart.shaded(TerminalChart.resampled(values, to: columns)))
        }
        return [.gap, .title("Chroma over time")] + rows + [.row(label: "", cells: timeAxis)]
    }

    private var timeAxis: String {
        let end = NumberText.duration(seconds: track.heard.durationSeconds)
        return "0:00" + String(repeating: " ", count: max(1, columns - 4 - end.utf8.count)) + end
    }
}
