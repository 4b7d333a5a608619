/// By what lists are ordered, the most first.
package enum StatisticsOrder: String, CaseIterable, Sendable {
    case popularity, plays, listeners, tracks, hours, likes
    case skipRate = "skip-rate"
}
