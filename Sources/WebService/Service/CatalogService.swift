import CatalogStore
import Glibc
import HTTP

/// A catalog behind HTTP: listens from its making until `stop`.
package final class CatalogService: Sendable {
    private let core: ServiceCore
    private let server: HTTPServer

    package init(catalog: Catalog, settings: ServiceSettings) throws {
        core = try ServiceCore(catalog: catalog, settings: settings)
        server = try HTTPServer(
            settings: settings.server, handler: Dispatcher(service: core, table: AllRoutes.table))
        core.start()
    }

    package var port: Int { server.port }

    /// Keeps house until an end is asked for: follows the catalog, closes connections that take too long.
    package func run(until isStopRequested: () -> Bool) {
        var nextHouse = 0.0
        while !isStopRequested() {
            usleep(UInt32(ServiceLimits.watchSeconds * 1e6))
            core.follow()
            server.closeLeftConnections()
            let now = MonotonicClock.seconds()
            guard now >= nextHouse else { continue }
            nextHouse = now + 1
            server.closeOverdueConnections()
            core.settings.accessLog?.flush()
        }
    }

    /// Takes nothing new, answers what is under way, ends.
    package func stop() {
        core.beginStop()
        core.desk.stop()
        core.ingests.beginStop()
        core.promotions.beginStop()
        let deadline = MonotonicClock.seconds() + ServiceLimits.drainSeconds
        while core.ingests.isRunning || core.promotions.isRunning, MonotonicClock.seconds() < deadline {
            usleep(50_000)
        }
        server.stop(drainSeconds: ServiceLimits.drainSeconds)
        core.settings.accessLog?.flush()
    }
}
