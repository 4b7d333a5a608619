import CatalogCore
import Glibc

/// Round places on an axis.
package struct AxisTicks: Sendable {
    package let values: [Double]
    package let labels: [String]
    /// What the axis spans: the data, widened to the ticks where asked.
    package let range: ClosedRange<Double>

    /// About `count` ticks at multiples of 1, 2 or 5 times a power of ten, or at months and years for days.
    package init(over range: ClosedRange<Double>, count: Int, format: AxisFormat, widened: Bool = true) {
        let span = Self.solid(range)
        if case .day = format {
            let ticks = Self.days(in: span, count: max(1, count))
            self.range = span
            values = ticks.map(\.0)
            labels = ticks.map(\.1)
            return
        }
        var step = Self.step(for: (span.upperBound - span.lowerBound) / Double(max(1, count)))
        switch format {
        case .count, .year: step = max(1, step)
        case .seconds:
            step = Self.secondsStep(atLeast: (span.upperBound - span.lowerBound) / Double(max(1, count)))
        default: break
        }
        let first =
            widened
            ? (span.lowerBound / step + 1e-9).rounded(.down) : (span.lowerBound / step - 1e-9).rounded(.up)
        let last =
            widened
            ? (span.upperBound / step - 1e-9).rounded(.up) : (span.upperBound / step + 1e-9).rounded(.down)
        let places = last >= first ? (0...Int(last - first)).map { (first + Double($0)) * step } : []
        values = places
        labels = places.map { format.text($0, step: step) }
        self.range = widened && places.count > 1 ? places[0]...places[places.count - 1] : span
    }

    /// A range that is wide enough to divide by.
    static func solid(_ range: ClosedRange<Double>) -> ClosedRange<Double> {
        let low = range.lowerBound.isFinite ? range.lowerBound : 0
        let high = range.upperBound.isFinite ? range.upperBound : low
        if high - low > max(abs(low), abs(high)) * 1e-12 { return low...high }
        let room = low == 0 ? 1 : abs(low) * 0.1
        return low - room...low + room
    }

    private static func step(for rough: Double) -> Double {
        let power = pow(10, log10(rough).rounded(.down))
        return [1, 2, 5, 10].map { $0 * power }.first { $0 >= rough * 0.999 } ?? 10 * power
    }

    private static func secondsStep(atLeast rough: Double) -> Double {
        let steps: [Double] = [
            1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1_800, 3_600, 7_200, 18_000, 36_000,
        ]
        return steps.first { $0 >= rough } ?? step(for: rough / 36_000) * 36_000
    }

    /// Firsts of months or years; single days where the span is short.
    private static func days(in span: ClosedRange<Double>, count: Int) -> [(Double, String)] {
        let dayMs = Double(CivilDay.milliseconds)
        let days = (span.upperBound - span.lowerBound) / dayMs
        if days <= Double(count) * 14 {
            let step = [1.0, 2, 7, 14].first { days / $0 <= Double(count) + 0.5 } ?? 14
            let start = (span.lowerBound / dayMs).rounded(.up) * dayMs
            // A span within a day has the day where it begins.
            let places =
                start > span.upperBound
                ? [span.lowerBound] : Array(stride(from: start, through: span.upperBound, by: step * dayMs))
            return places.map {
                let day = CivilDay(number: Int64(($0 / dayMs).rounded(.down)))
                return ($0, "\(day.day) \(CivilDay.monthNames[Int(day.month) - 1])")
            }
        }
        let months = days / 30.44
        let steps = [1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1_200]
        let step = steps.first { months / Double($0) <= Double(count) + 0.5 } ?? 2_400
        let first = CivilDay(number: Int64((span.lowerBound / dayMs).rounded(.down)))
        var index = Int(first.year * 12 + first.month - 1) / step * step
        var ticks: [(Double, String)] = []
        while ticks.count <= count + 2 {
            let (year, month) = (index / 12, index % 12 + 1)
            let place = Double(CivilDay(year: Int64(year), month: Int64(month), day: 1).number) * dayMs
            if place > span.upperBound { break }
            let name = CivilDay.monthNames[month - 1]
            if place >= span.lowerBound {
                ticks.append((place, month == 1 ? "\(year)" : ticks.isEmpty ? "\(name) \(year)" : name))
            }
            index += step
        }
        return ticks
    }
}
