import CatalogCore
import CatalogStore
import HTTP
import Recommend
import Synchronization

/// Sends what changes to whoever listens: recommendations as feedback arrives, ingests as they go on.
final class StreamHub: Sendable {
    static let streamCountMax = 500
    static let streamsOfCallerMax = 20
    private static let heartbeatSeconds = 15.0

    private struct Listener {
        let stream: EventStream
        let caller: Caller
        /// Nil for one who wants no recommendations.
        let question: QuestionWords?
        let user: UserID?
        let wantsIngests: Bool
        var last: [UInt8] = []
        var lastSeconds: Double
    }

    private struct State {
        var listeners: [ObjectIdentifier: Listener] = [:]
        var dirtyUsers: Set<UserID> = []
        var isAllDirty = false
        var musicRevision: Int64 = 0
        var ingest: IngestRun?
    }

    private let state = Mutex(State())

    /// Throws a `Problem` where there are too many.
    func open(
        caller: Caller, question: QuestionWords?, user: UserID?, wantsIngests: Bool
    ) throws(Problem) -> EventStream {
        let stream = EventStream()
        let isTaken = state.withLock { state in
            state.listeners = state.listeners.filter { $1.stream.isOpen }
            guard state.listeners.count < Self.streamCountMax,
                state.listeners.values.count(where: { $0.caller.key == caller.key }) < Self.streamsOfCallerMax
            else { return false }
            state.listeners[ObjectIdentifier(stream)] = Listener(
                stream: stream, caller: caller, question: question, user: user, wantsIngests: wantsIngests,
                lastSeconds: MonotonicClock.seconds())
            return true
        }
        guard isTaken else { throw Problem(.tooManyRequests, "Too many streams are open. Close one.") }
        stream.send("retry: 2000\n\n")
        return stream
    }

    var count: Int { state.withLock { $0.listeners.count } }

    /// Events of a user are on disk: what they are told may change.
    func feedbackArrived(of users: Set<UserID>) {
        state.withLock { $0.dirtyUsers.formUnion(users) }
    }

    func ingestChanged(_ run: IngestRun) { state.withLock { $0.ingest = run } }

    /// Sends what is new since the last time; called several times a second.
    ///
    /// - Parameter isForeign: another program wrote feedback, of whom is not known.
    func tick(_ service: ServiceCore, isForeign: Bool) {
        let now = MonotonicClock.seconds()
        let music = service.revisions.ofMusic
        let (listeners, ingest) = state.withLock { state -> ([(ObjectIdentifier, Listener)], IngestRun?) in
            let isAllStale = isForeign || music != state.musicRevision
            let stale = state.listeners.filter { _, listener in
                guard listener.question != nil else { return false }
                return isAllStale || listener.last.isEmpty
                    || listener.user.map(state.dirtyUsers.contains) ?? false
            }
            state.musicRevision = music
            state.dirtyUsers.removeAll()
            defer { state.ingest = nil }
            return (Array(stale), state.ingest)
        }
        for (key, listener) in listeners { renew(listener, key, service, now) }
        if let ingest { tell(ingest, now) }
        beat(now)
    }

    private func renew(_ listener: Listener, _ key: ObjectIdentifier, _ service: ServiceCore, _ now: Double) {
        guard let words = listener.question,
            let bytes = try? RecommendRoutes.answer(words, caller: listener.caller, service),
            bytes != listener.last
        else { return }
        state.withLock { state in
            state.listeners[key]?.last = bytes
            state.listeners[key]?.lastSeconds = now
        }
        listener.stream.send("event: recommendations\ndata: \(String(decoding: bytes, as: UTF8.self))\n\n")
    }

    private func tell(_ ingest: IngestRun, _ now: Double) {
        let text = "event: ingest\ndata: \(ingest.json.line)\n\n"
        let listeners = state.withLock { Array($0.listeners.values) }
        for listener in listeners where listener.wantsIngests { listener.stream.send(text) }
    }

    /// A comment now and then: a client that is gone is noticed, and proxies keep the connection.
    private func beat(_ now: Double) {
        let quiet = state.withLock { state in
            state.listeners = state.listeners.filter { $1.stream.isOpen }
            let quiet = state.listeners.filter { now - $1.lastSeconds > Self.heartbeatSeconds }
            for key in quiet.keys { state.listeners[key]?.lastSeconds = now }
            return Array(quiet.values)
        }
        for listener in quiet { listener.stream.send(": still here\n\n") }
    }
}
