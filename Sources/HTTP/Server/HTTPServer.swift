/// An HTTP server on one port: takes requests apart, keeps to its limits, hands them to a `RequestHandler`.
package final class HTTPServer: Sendable {
    private let core: ServerCore

    /// Starts at once; the server runs until `stop` is called or nobody holds it any more.
    package init(settings: ServerSettings, handler: any RequestHandler) throws {
        core = try ServerCore(settings: settings, handler: handler)
    }

    deinit { core.stop(drainSeconds: 0) }

    package var port: Int { core.port }

    /// Closes what takes too long: called about once a second by whoever runs the server.
    package func closeOverdueConnections() { core.closeOverdueConnections() }

    /// Closes what was left in the middle of a request: called several times a second by whoever runs the server.
    package func closeLeftConnections() { core.closeLeftConnections() }

    /// Accepts nothing new, ends the streams, waits for the answers under way, stops.
    package func stop(drainSeconds: Double) { core.stop(drainSeconds: drainSeconds) }
}
