import CatalogCore
import CatalogStore
import Glibc
import TestSupport
import WebService

/// Sends requests that nobody should send to a real service; the same seed makes the same requests.
enum RequestFuzz {
    private static let answerSeconds = 5.0
    private static let toldEvery = 1_000

    static func main(_ arguments: [String]) -> Int32 {
        var options = ["--seed": "1", "--count": "10000"]
        var rest = arguments[...]
        while let name = rest.popFirst() {
            guard options[name] != nil, let value = rest.popFirst() else { return usage() }
            options[name] = value
        }
        guard let seed = UInt64(options["--seed"] ?? ""), let count = Int(options["--count"] ?? ""), count > 0
        else { return usage() }
        signal(SIGPIPE, SIG_IGN)
        do {
            return try run(seed: seed, count: count)
        } catch {
            print("requests: \(error)")
            return 1
        }
    }

    private static func usage() -> Int32 {
        print("usage: Fuzz requests [--seed N] [--count N]")
        return 64
    }

    private static func run(seed: UInt64, count: Int) throws -> Int32 {
        let folder = try TemporaryFolder()
        let path = folder.file("fuzz.catalog")
        try Catalog.create(at: path)
        let catalog = try Catalog(opening: path)
        try catalog.write(TwoTastes.fill)
        mkdir(folder.file("uploads"), 0o700)
        var settings = ServiceSettings(uploadFolder: folder.file("uploads"), version: "fuzz")
        settings.tell = { print("told: \($0)") }
        let service = try CatalogService(catalog: catalog, settings: settings)
        DetachedThread.start { service.run(until: { false }) }
        var maker = RequestMaker(seed: seed)
        var failures = 0
        for number in 0..<count {
            let request = maker.next()
            let connection = try RawConnection(port: service.port)
            connection.send(bytes: request)
            connection.finishSending()
            let answer = connection.readAll(seconds: answerSeconds)
            if let complaint = RequestMaker.complaint(about: answer, secret: folder.path) {
                failures += 1
                print(
                    "request \(number): \(String(decoding: request.prefix(400), as: UTF8.self))\n  \(complaint)"
                )
            }
            if (number + 1) % toldEvery == 0 { print("\(number + 1) requests, \(failures) failures") }
        }
        service.stop()
        print("\(count) requests, \(failures) failures (seed \(seed))")
        return failures == 0 ? 0 : 1
    }
}
