import CMicroHTTPD
import Glibc
import Synchronization

/// What runs behind an `HTTPServer`: the library's threads call it, and never outlive it.
///
/// Its owner stops it: were it to stop itself when the last reference goes, that could be on a thread of the library,
/// which cannot wait for its own end.
final class ServerCore: Sendable {
    let port: Int
    private let settings: ServerSettings
    private let handler: any RequestHandler
    private let watch = ConnectionWatch()
    private let nextRequest = Atomic<UInt64>(1)
    private let streams = Mutex<[ObjectIdentifier: EventStream]>([:])
    private let inFlight = Atomic<Int>(0)
    private let isStopping = Atomic<Bool>(false)
    private let daemon = Mutex<Daemon>(Daemon())
    private let workers: WorkerPool
    private let computers: WorkerPool

    private struct Daemon: ~Copyable {
        /// The bits of the library's pointer; nil once stopped.
        var handle: UInt?
    }

    /// Starts at once; the server runs until `stop` is called.
    init(settings: ServerSettings, handler: any RequestHandler) throws {
        guard catalog_http_open() == 1 else { throw ServerError.libraryMissing }
        self.settings = settings
        self.handler = handler
        // No more requests can wait than there are connections.
        workers = WorkerPool(
            threadCount: settings.workerCount, waitingCountMax: settings.connectionCountMax,
            waitingSecondsMax: settings.workerWaitingSecondsMax)
        computers = WorkerPool(
            threadCount: settings.computingCount, waitingCountMax: settings.computingWaitingCountMax,
            waitingSecondsMax: settings.computingWaitingSecondsMax)
        var boundPort: UInt16 = 0
        let listener = catalog_http_listen(
            settings.address, UInt16(clamping: settings.port), Int32(settings.connectionCountMax), &boundPort)
        guard listener >= 0 else {
            _ = Self.stop([workers, computers], waitSeconds: 1)
            throw ServerError.cannotListen(
                address: settings.address, port: settings.port, reason: String(cString: strerror(errno)))
        }
        port = Int(boundPort)
        let handle = Self.start(
            settings, listener: listener, context: Unmanaged.passUnretained(self).toOpaque())
        guard let handle else {
            close(listener)
            _ = Self.stop([workers, computers], waitSeconds: 1)
            throw ServerError.cannotStart(isSecure: settings.certificatePEM != nil)
        }
        let bits = UInt(bitPattern: handle)
        daemon.withLock { $0.handle = bits }
    }

    /// Closes what takes too long: called about once a second by whoever runs the server.
    func closeOverdueConnections() { watch.closeOverdue(nowSeconds: MonotonicClock.seconds()) }

    /// Closes what was left in the middle of a request: called several times a second by whoever runs the server.
    func closeLeftConnections() { watch.closeLeft() }

    /// Accepts nothing new, ends the streams, waits for the answers under way, stops.
    func stop(drainSeconds: Double) {
        let bits = daemon.withLock { daemon in
            defer { daemon.handle = nil }
            return daemon.handle
        }
        guard let handle = bits.flatMap(OpaquePointer.init(bitPattern:)) else { return }
        isStopping.store(true, ordering: .sequentiallyConsistent)
        let listener = catalog_http_quiesce(handle)
        if listener >= 0 { close(listener) }
        for stream in streams.withLock({ Array($0.values) }) { stream.close() }
        let deadline = MonotonicClock.seconds() + drainSeconds
        while inFlight.load(ordering: .sequentiallyConsistent) > 0 && MonotonicClock.seconds() < deadline {
            usleep(5_000)
        }
        guard Self.stop([workers, computers], waitSeconds: Self.workerWaitSeconds) else {
            // A worker that does not come to its end keeps its connection: the library cannot be stopped under it, and
            // goes on calling what must then never go away.
            _ = Unmanaged.passRetained(self)
            return
        }
        catalog_http_stop(handle)
    }

    private static func stop(_ pools: [WorkerPool], waitSeconds: Double) -> Bool {
        let deadline = MonotonicClock.seconds() + waitSeconds
        return pools.map { $0.stop(waitSeconds: max(0, deadline - MonotonicClock.seconds())) }
            .allSatisfy { $0 }
    }

    /// How long a stop waits for answers that are being made.
    private static let workerWaitSeconds = 30.0

    private static func start(
        _ settings: ServerSettings, listener: Int32, context: UnsafeMutableRawPointer
    ) -> OpaquePointer? {
        var callbacks = catalog_http_callbacks(
            context: context, begin: beginCallback, handle: handleCallback, complete: completeCallback,
            notify: notifyCallback)
        return (settings.certificatePEM ?? "").withCString { certificate in
            (settings.keyPEM ?? "").withCString { key in
                let isSecure = settings.certificatePEM != nil
                var plain = catalog_http_settings(
                    listen_socket: listener, thread_count: UInt32(settings.threadCount),
                    connection_count_max: UInt32(settings.connectionCountMax),
                    connection_count_per_address_max: UInt32(settings.connectionCountPerAddressMax),
                    idle_timeout_seconds: UInt32(settings.requestSecondsMax.rounded(.up)),
                    // What is somewhat too large is still taken apart, so that the refusal is the handler's.
                    header_size_bytes_max: 2 * settings.headerSizeBytesMax + 16_384,
                    certificate_pem: isSecure ? certificate : nil, key_pem: isSecure ? key : nil)
                return catalog_http_start(&plain, &callbacks)
            }
        }
    }
}

// What libmicrohttpd calls. Each finds the server in its context; an exchange lives from `begin` to `complete`.

private func beginCallback(
    context: UnsafeMutableRawPointer?, uri: UnsafePointer<CChar>?, connection: OpaquePointer?
) -> UnsafeMutableRawPointer? {
    let exchange = Exchange(
        target: uri.map { String(cString: $0) } ?? "", targetStart: UInt(bitPattern: uri),
        startedSeconds: MonotonicClock.seconds())
    return Unmanaged.passRetained(exchange).toOpaque()
}

private func handleCallback(
    context: UnsafeMutableRawPointer?, connection: OpaquePointer?, url: UnsafePointer<CChar>?,
    method: UnsafePointer<CChar>?, version: UnsafePointer<CChar>?, data: UnsafePointer<CChar>?,
    size: UnsafeMutablePointer<Int>?, state: UnsafeMutablePointer<UnsafeMutableRawPointer?>?
) -> MHD_Result {
    guard let context, let connection, let method, let size, let pointer = state?.pointee else {
        return catalog_http_no
    }
    let server = Unmanaged<ServerCore>.fromOpaque(context).takeUnretainedValue()
    let exchange = Unmanaged<Exchange>.fromOpaque(pointer).takeUnretainedValue()
    let piece = UnsafeRawBufferPointer(start: data, count: data == nil ? 0 : size.pointee)
    size.pointee = 0
    let line = RequestStart(
        method: String(cString: method), version: version.map { String(cString: $0) } ?? "",
        isCut: exchange.isCut(method: method, version: version))
    return server.advance(exchange, on: connection, line, piece: piece)
}

private func completeCallback(
    context: UnsafeMutableRawPointer?, connection: OpaquePointer?,
    state: UnsafeMutablePointer<UnsafeMutableRawPointer?>?, code: MHD_RequestTerminationCode
) {
    guard let context, let connection, let pointer = state?.pointee else { return }
    state?.pointee = nil
    let exchange = Unmanaged<Exchange>.fromOpaque(pointer).takeRetainedValue()
    Unmanaged<ServerCore>.fromOpaque(context).takeUnretainedValue().complete(exchange, on: connection)
}

private func notifyCallback(
    context: UnsafeMutableRawPointer?, connection: OpaquePointer?,
    state: UnsafeMutablePointer<UnsafeMutableRawPointer?>?, code: MHD_ConnectionNotificationCode
) {
    guard let context, let connection else { return }
    let server = Unmanaged<ServerCore>.fromOpaque(context).takeUnretainedValue()
    server.notice(connection, isOpen: code == catalog_http_connection_started)
}

extension ServerCore {
    fileprivate func notice(_ connection: OpaquePointer, isOpen: Bool) {
        if isOpen {
            watch.opened(
                connection, descriptor: catalog_http_socket(connection),
                deadlineSeconds: MonotonicClock.seconds() + settings.requestSecondsMax)
        } else {
            watch.closed(connection)
        }
    }

    fileprivate func complete(_ exchange: Exchange, on connection: OpaquePointer) {
        if let stream = exchange.stream {
            stream.detach()
            streams.withLock { _ = $0.removeValue(forKey: ObjectIdentifier(stream)) }
        }
        exchange.discardUpload()
        if exchange.phase != .fresh { inFlight.subtract(1, ordering: .sequentiallyConsistent) }
        watch.set(connection, deadlineSeconds: MonotonicClock.seconds() + settings.requestSecondsMax)
        handler.finished(
            head: exchange.head, context: exchange.plan?.context, status: exchange.status,
            durationSeconds: MonotonicClock.seconds() - exchange.startedSeconds)
    }

    /// One call of libmicrohttpd: the head, then pieces of the body, then an empty piece.
    fileprivate func advance(
        _ exchange: Exchange, on connection: OpaquePointer, _ line: RequestStart,
        piece: UnsafeRawBufferPointer
    ) -> MHD_Result {
        switch exchange.phase {
        case .fresh:
            inFlight.add(1, ordering: .sequentiallyConsistent)
            // The time for a request begins with it, not with the answer before it.
            watch.set(connection, deadlineSeconds: MonotonicClock.seconds() + settings.requestSecondsMax)
            exchange.phase = .receiving
            return begin(exchange, on: connection, line)
        case .receiving where !piece.isEmpty:
            exchange.receive(piece, receivedSoFar: &exchange.receivedBytes)
            // Twice the limit is no mistake: what still comes is not read to its end.
            return exchange.receivedBytes > 2 * exchange.bodySizeBytesMax + 65_536
                ? catalog_http_no : catalog_http_yes
        case .receiving:
            watch.set(connection, deadlineSeconds: nil)
            switch exchange.plan?.pace ?? .quick {
            case .quick: return send(finalAnswer(exchange), for: exchange, on: connection)
            case .waiting: return hand(exchange, to: workers, on: connection)
            case .computing:
                if let request = request(of: exchange), let known = handler.known(request) {
                    return send(known, for: exchange, on: connection)
                }
                return hand(exchange, to: computers, on: connection)
            }
        case .working:
            guard let made = exchange.made else { return catalog_http_no }
            exchange.made = nil
            return send(made, for: exchange, on: connection)
        case .answered:
            return catalog_http_yes
        }
    }

    private func begin(_ exchange: Exchange, on connection: OpaquePointer, _ line: RequestStart) -> MHD_Result
    {
        let id = requestID()
        switch RequestCheck.head(
            of: connection, target: exchange.target, line, id: id, settings: settings)
        {
        case .failure(let fault):
            return send(
                handler.refusal(
                    status: fault.status, reason: fault.reason, requestID: id, origin: fault.origin),
                for: exchange, on: connection)
        case .success(let head):
            exchange.head = head
            let plan = handler.plan(for: head)
            exchange.plan = plan
            return follow(plan.body, exchange, head, on: connection)
        }
    }

    private func follow(
        _ plan: BodyPlan, _ exchange: Exchange, _ head: RequestHead, on connection: OpaquePointer
    ) -> MHD_Result {
        switch plan {
        case .answer(let response): return send(response, for: exchange, on: connection)
        case .keepInMemory(let sizeBytesMax): exchange.bodySizeBytesMax = sizeBytesMax
        case .writeToFile(let folder, let sizeBytesMax):
            exchange.bodySizeBytesMax = sizeBytesMax
            watch.set(connection, deadlineSeconds: MonotonicClock.seconds() + settings.uploadSecondsMax)
            guard exchange.openUpload(folder: folder, name: head.id) else {
                return send(
                    refusal(507, "the upload cannot be stored at the moment", exchange), for: exchange,
                    on: connection)
            }
        }
        if let declared = head.declaredBodySizeBytes, declared > exchange.bodySizeBytesMax {
            return send(tooLarge(exchange), for: exchange, on: connection)
        }
        return catalog_http_yes
    }

    private func request(of exchange: Exchange) -> ServerRequest? {
        exchange.head.map {
            ServerRequest(
                head: $0, body: exchange.body, uploadPath: exchange.uploadPath,
                context: exchange.plan?.context)
        }
    }

    private func finalAnswer(_ exchange: Exchange) -> ServerResponse {
        guard let request = request(of: exchange) else { return ServerResponse(status: 400) }
        if exchange.isTooLarge { return tooLarge(exchange) }
        if exchange.couldNotStore {
            return refusal(507, "the upload cannot be stored at the moment", exchange)
        }
        return handler.answer(request)
    }

    /// Suspends the connection while a worker makes the answer; the library calls again when it goes on.
    private func hand(_ exchange: Exchange, to pool: WorkerPool, on connection: OpaquePointer) -> MHD_Result {
        exchange.phase = .working
        let work = HandedOver(exchange: exchange, connection: UInt(bitPattern: connection))
        catalog_http_suspend(connection)
        let submission = pool.submit { [self] isOverdue in
            work.exchange.made = isOverdue ? overload(work.exchange) : finalAnswer(work.exchange)
            if let connection = OpaquePointer(bitPattern: work.connection) { catalog_http_resume(connection) }
        }
        switch submission {
        case .taken: return catalog_http_yes
        case .full: exchange.made = overload(exchange)
        case .stopping:
            exchange.made = refusal(503, "the service is stopping", exchange)
        }
        catalog_http_resume(connection)
        return catalog_http_yes
    }

    /// Unchecked: the thread of the connection gives the exchange away by suspending the connection and has it back by
    /// the resume, both under the library's lock; the worker touches it in between.
    private struct HandedOver: @unchecked Sendable {
        let exchange: Exchange
        let connection: UInt
    }

    private func overload(_ exchange: Exchange) -> ServerResponse {
        handler.overload(requestID: exchange.head?.id ?? "", origin: exchange.head?.headers["origin"])
    }

    private func refusal(_ status: Int, _ reason: String, _ exchange: Exchange) -> ServerResponse {
        handler.refusal(
            status: status, reason: reason, requestID: exchange.head?.id ?? "",
            origin: exchange.head?.headers["origin"])
    }

    private func tooLarge(_ exchange: Exchange) -> ServerResponse {
        refusal(
            413,
            exchange.bodySizeBytesMax == 0
                ? "this address takes no body" : "the body is larger than \(exchange.bodySizeBytesMax) bytes",
            exchange)
    }

    private func send(
        _ response: ServerResponse, for exchange: Exchange, on connection: OpaquePointer
    ) -> MHD_Result {
        exchange.phase = .answered
        exchange.status = response.status
        let native: OpaquePointer?
        switch response.body {
        case .bytes(let bytes):
            native = bytes.withUnsafeBytes { catalog_http_bytes($0.baseAddress, $0.count) }
        case .file(let descriptor, let offset, let count):
            native = catalog_http_file(descriptor, UInt64(offset), UInt64(count))
        case .stream(let stream):
            stream.attach(connection)
            exchange.stream = stream
            streams.withLock { $0[ObjectIdentifier(stream)] = stream }
            if isStopping.load(ordering: .sequentiallyConsistent) { stream.close() }
            native = catalog_http_stream(
                readStream, Unmanaged.passRetained(stream).toOpaque(), releaseStream)
        }
        guard let native else { return catalog_http_no }
        for (name, value) in response.headers { _ = catalog_http_add_header(native, name, value) }
        return catalog_http_send(connection, UInt32(response.status), native)
    }

    private func requestID() -> String {
        let number = nextRequest.add(1, ordering: .relaxed).oldValue
        let started = UInt64(MonotonicClock.seconds() * 1_000)
        return String(started, radix: 36) + "-" + String(number, radix: 36)
    }
}

private func readStream(
    context: UnsafeMutableRawPointer?, position: UInt64, buffer: UnsafeMutablePointer<CChar>?, capacity: Int
) -> Int {
    guard let context, let buffer else { return -1 }
    let stream = Unmanaged<EventStream>.fromOpaque(context).takeUnretainedValue()
    return stream.read(into: UnsafeMutableBufferPointer(start: buffer, count: capacity))
}

private func releaseStream(context: UnsafeMutableRawPointer?) {
    if let context { Unmanaged<EventStream>.fromOpaque(context).release() }
}
