/// Measures that all charts share.
package enum ChartLayout {
    package static let width = 720.0
    /// Between the edge of the picture and what is drawn.
    static let margin = 24.0
    /// The longest label of a row, before it is cut.
    static let labelWidthMax = 190.0

    /// The width that labels need at the left, cut where they are too long.
    static func labelWidth(_ labels: [String], max limit: Double = labelWidthMax) -> Double {
        let widest = labels.map { TextMeasure.width(of: $0, size: PictureRole.text.fontSize) }.max() ?? 0
        return min(limit, widest.rounded(.up))
    }
}
