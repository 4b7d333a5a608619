/// Small pictures of characters, no wider than they are told.
enum TerminalChart {
    private static let eighths: [Character] = [" ", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"]
    private static let shades: [Character] = [" ", "░", "▒", "▓", "█"]

    /// Columns of 0...1 as bars of so many rows, the top row first.
    static func bars(_ levels: [Double], rows: Int) -> [String] {
        (0..<rows).reversed().map { row in
            String(
                levels.map { level in
                    let filled = Int((min(1, max(0, level)) * Double(rows * 8)).rounded())
                    return eighths[min(8, max(0, filled - row * 8))]
                })
        }
    }

    /// Columns of 0...1 as one row of shades.
    static func shaded(_ levels: [Double]) -> String {
        String(levels.map { shades[Int((min(1, max(0, $0)) * Double(shades.count - 1)).rounded())] })
    }

    /// The mean of each of `columns` equal slices; a short list is stretched.
    static func resampled(_ values: [Float], to columns: Int) -> [Double] {
        guard !values.isEmpty else { return [] }
        return (0..<columns).map { column in
            let start = column * values.count / columns
            let end = max(start + 1, (column + 1) * values.count / columns)
            return values[start..<end].reduce(0.0) { $0 + Double($1) } / Double(end - start)
        }
    }
}
