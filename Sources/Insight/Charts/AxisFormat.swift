import CatalogCore

/// How the numbers of an axis are written.
package enum AxisFormat: Sendable {
    /// With as many decimals as the steps of the axis need.
    case number
    /// With so many decimals everywhere.
    case fixed(Int)
    /// 1,234; 12k; 3.4M.
    case count
    /// 0…1 as per cent.
    case share
    /// Minutes and seconds.
    case seconds
    /// A year, without a comma.
    case year
    /// Milliseconds since 1970, as a day (UTC).
    case day

    /// A number beside a mark, for itself.
    package func text(_ value: Double) -> String {
        switch self {
        case .number: text(value, step: abs(value) >= 100 ? 1 : abs(value) >= 1 ? 0.01 : 0.001)
        default: text(value, step: 0)
        }
    }

    /// A number at a tick, with the decimals that tell it from its neighbours `step` away.
    package func text(_ value: Double, step: Double) -> String {
        guard value.isFinite else { return "" }
        switch self {
        case .number:
            let decimals = Self.decimals(of: step)
            guard decimals == 0 else { return NumberText.fixed(value, decimals: decimals) }
            return abs(value) < 1e15 ? NumberText.grouped(Int64(value.rounded())) : NumberText.plain(value)
        case .fixed(let decimals): return NumberText.fixed(value, decimals: decimals)
        case .count: return Self.short(value)
        case .share:
            let decimals = step > 0 ? Self.decimals(of: step * 100) : abs(value) < 0.1 ? 1 : 0
            return NumberText.fixed(value * 100, decimals: decimals) + " %"
        case .seconds: return NumberText.duration(seconds: max(0, value))
        case .year: return NumberText.fixed(value, decimals: 0)
        case .day: return CivilDay(milliseconds: value).text
        }
    }

    private static func decimals(of step: Double) -> Int {
        var decimals = 0
        var scaled = abs(step)
        while decimals < 6, scaled > 0, abs(scaled - scaled.rounded()) > scaled * 1e-6 {
            scaled *= 10
            decimals += 1
        }
        return decimals
    }

    private static func short(_ value: Double) -> String {
        let size = abs(value)
        for (unit, name) in [(1e9, "G"), (1e6, "M"), (1e4, "k")] where size >= unit {
            let shown = name == "k" ? value / 1e3 : value / unit
            let text = NumberText.fixed(shown, decimals: abs(shown) < 100 ? 1 : 0)
            return (text.hasSuffix(".0") ? String(text.dropLast(2)) : text) + name
        }
        return value == value.rounded()
            ? NumberText.grouped(Int64(value)) : NumberText.fixed(value, decimals: 1)
    }
}
