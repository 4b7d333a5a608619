import CatalogCore

/// What is written about a job's progress.
package struct ProgressText {
    let progress: Progress
    let elapsedSeconds: Double
    let completedAtStart: Double

    package init(progress: Progress, elapsedSeconds: Double, completedAtStart: Double) {
        self.progress = progress
        self.elapsedSeconds = elapsedSeconds
        self.completedAtStart = completedAtStart
    }

    /// `ingesting: 42 % (420 of 1,000), 12.5/s, 0:46 left, failed 3`.
    package var line: String { "\(progress.activity): \(details(isShort: false).joined(separator: ", "))" }

    /// `ingesting  ████████░░░░  42 %  420 of 1,000  12.5/s  0:46 left  failed 3`, no wider than the window: the figures
    /// come first, and the bar takes what they leave.
    package func bar(columns: Int, barWidthMax: Int) -> String {
        var parts = [progress.activity] + details(isShort: true)
        if let share {
            let taken = DisplayWidth.of(DisplayWidth.harmless(parts.joined(separator: "  "))) + 2
            let room = max(5, min(barWidthMax, columns - taken))
            let filled = Int((share * Double(room)).rounded(.down))
            parts.insert(
                String(repeating: "█", count: filled) + String(repeating: "░", count: room - filled), at: 1)
        }
        return DisplayWidth.truncated(DisplayWidth.harmless(parts.joined(separator: "  ")), to: columns)
    }

    private var share: Double? {
        guard let total = progress.total, total > 0 else { return nil }
        return min(1, max(0, progress.completed / total))
    }

    /// Units a second since the activity began; nil while that says little.
    private var rate: Double? {
        guard elapsedSeconds > 0.5, progress.completed > completedAtStart else { return nil }
        return (progress.completed - completedAtStart) / elapsedSeconds
    }

    private func details(isShort: Bool) -> [String] {
        var parts: [String] = []
        let completed = NumberText.grouped(Int64(progress.completed))
        if let share, let total = progress.total {
            let percent = NumberText.fixed(share * 100, decimals: 0) + " %"
            let count = "\(completed) of \(NumberText.grouped(Int64(total)))"
            parts += isShort ? [percent, count] : ["\(percent) (\(count))"]
        } else {
            parts.append(completed)
        }
        if let rate {
            parts.append(NumberText.fixed(rate, decimals: rate < 100 ? 1 : 0) + "/s")
            if let total = progress.total, total > progress.completed {
                parts.append(NumberText.duration(seconds: (total - progress.completed) / rate) + " left")
            }
        }
        return parts + progress.figures.map { "\($0.name) \($0.value)" }
    }
}
