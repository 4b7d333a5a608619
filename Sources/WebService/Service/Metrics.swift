import CatalogCore
import Glibc
import Synchronization

/// What the service counts, as Prometheus reads it (text format 0.0.4).
final class Metrics: Sendable {
    /// Upper bounds of the classes of durations.
    private static let boundsSeconds = [
        0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10,
    ]

    private struct Series {
        var statuses: [Int: Int] = [:]
        var classes = [Int](repeating: 0, count: boundsSeconds.count + 1)
        var sumSeconds = 0.0
        var count = 0
    }

    private let series = Mutex<[String: Series]>([:])
    private let events = Atomic<Int>(0)
    private let refusals = Atomic<Int>(0)

    func count(route: String, status: Int, seconds: Double) {
        series.withLock { all in
            var one = all[route] ?? Series()
            one.statuses[status, default: 0] += 1
            let place = Self.boundsSeconds.firstIndex { seconds <= $0 } ?? Self.boundsSeconds.count
            one.classes[place] += 1
            one.sumSeconds += seconds
            one.count += 1
            all[route] = one
        }
    }

    /// Of a request that would have waited too long.
    func countRefusal() { refusals.add(1, ordering: .relaxed) }

    func countEvents(_ count: Int) { events.add(count, ordering: .relaxed) }

    /// The page; `gauges` are added as they are.
    func text(gauges: [(name: String, about: String, value: Double)]) -> String {
        var text = ""
        let all = series.withLock { $0 }.sorted { $0.key < $1.key }
        text +=
            "# HELP catalog_requests_total Requests, by route and status.\n# TYPE catalog_requests_total counter\n"
        for (route, one) in all {
            for (status, count) in one.statuses.sorted(by: { $0.key < $1.key }) {
                text += "catalog_requests_total{route=\"\(route)\",status=\"\(status)\"} \(count)\n"
            }
        }
        text +=
            "# HELP catalog_request_seconds How long answers took.\n# TYPE catalog_request_seconds histogram\n"
        for (route, one) in all {
            var below = 0
            for (place, bound) in Self.boundsSeconds.enumerated() {
                below += one.classes[place]
                text +=
                    "catalog_request_seconds_bucket{route=\"\(route)\",le=\"\(NumberText.plain(bound))\"} \(below)\n"
            }
            text += "catalog_request_seconds_bucket{route=\"\(route)\",le=\"+Inf\"} \(one.count)\n"
            text += "catalog_request_seconds_sum{route=\"\(route)\"} \(one.sumSeconds)\n"
            text += "catalog_request_seconds_count{route=\"\(route)\"} \(one.count)\n"
        }
        text +=
            "# HELP catalog_events_total Feedback that was put on disk.\n# TYPE catalog_events_total counter\n"
        text += "catalog_events_total \(events.load(ordering: .relaxed))\n"
        text +=
            "# HELP catalog_overload_refusals_total Requests that would have waited too long.\n"
            + "# TYPE catalog_overload_refusals_total counter\n"
        text += "catalog_overload_refusals_total \(refusals.load(ordering: .relaxed))\n"
        for gauge in gauges {
            let type = gauge.name.hasSuffix("_total") ? "counter" : "gauge"
            text += "# HELP \(gauge.name) \(gauge.about)\n# TYPE \(gauge.name) \(type)\n"
            text += "\(gauge.name) \(NumberText.plain(gauge.value))\n"
        }
        return text
    }
}
