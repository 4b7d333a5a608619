import CatalogCore
import Glibc
import HTTP

/// The service itself: its health, its figures, its description.
enum ServiceRoutes {
    private static let health = Schema.named("Health", .object([.always("status", .choice(["ok"]))]))

    static let all: [Route] = [
        Route(
            "GET", "/health/live", "live", .service, .open, "say that the process runs",
            answers: [.ok(health, "It runs")], pace: .quick
        ) { _ in .json([("status", .string("ok"))]) },
        Route(
            "GET", "/health/ready", "ready", .service, .open,
            "say whether every question can be answered now",
            detail: "503 while the service starts or stops.",
            answers: [.ok(health, "It is ready")], pace: .quick
        ) { call in
            guard !call.service.isStopping else { throw Problem(.notReady, "The service is stopping.") }
            guard call.service.isReady else { throw Problem(.notReady, "The service is starting.") }
            return .json([("status", .string("ok"))])
        },
        Route(
            "GET", "/metrics", "metrics", .service, .read, "list the figures that Prometheus reads",
            answers: [.bytes(["text/plain"], "The figures in Prometheus' text format")]
        ) { call in
            var reply = Reply(
                content: .bytes(
                    type: "text/plain; version=0.0.4",
                    Array(call.service.metrics.text(gauges: ProcessFigures.gauges(of: call.service)).utf8)))
            reply.cacheControl = "no-store"
            return reply
        },
        Route(
            "GET", "/v1/openapi.json", "openapi", .service, .open, "describe the service by OpenAPI 3.1",
            answers: [.ok(.map(.anything), "The document")]
        ) { call in
            .init(
                content: .json(
                    OpenAPIDocument.json(of: AllRoutes.table, version: call.service.settings.version)))
        },
    ]
}
