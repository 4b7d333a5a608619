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
    private static let retrySeconds = 1.0
    private static let checkSeconds = 1.0
    private static let tickSecondsMax = 0.25

    private struct Listener {
        let stream: EventStream
        let caller: Caller
        /// Nil for one who wants no recommendations.
        let question: QuestionWords?
        let user: UserID?
        let wantsIngests: Bool
        var last: [UInt8] = []
        var lastSeconds: Double
        /// What it was told may be old: it is answered anew, at this moment or after it.
        var dueSeconds: Double?
    }

    private struct State {
        var listeners: [ObjectIdentifier: Listener] = [:]
        var musicRevision: Int64 = 0
        var usersRevision: Int64 = 0
        var checkedSeconds = 0.0
        /// The last that was heard of, and whether somebody was not told yet.
        var ingest: IngestRun?
        var isIngestNews = false
    }

    private let state = Mutex(State())

    /// Throws a `Problem` where there are too many.
    func open(
        caller: Caller, question: QuestionWords?, user: UserID?, wantsIngests: Bool
    ) throws(Problem) -> EventStream {
        let stream = EventStream()
        let (isTaken, ingest) = state.withLock { state -> (Bool, IngestRun?) in
            state.listeners = state.listeners.filter { $1.stream.isOpen }
            guard state.listeners.count < Self.streamCountMax,
                state.listeners.values.count(where: { $0.caller.key == caller.key }) < Self.streamsOfCallerMax
            else { return (false, nil) }
            let now = MonotonicClock.seconds()
            state.listeners[ObjectIdentifier(stream)] = Listener(
                stream: stream, caller: caller, question: question, user: user, wantsIngests: wantsIngests,
                lastSeconds: now, dueSeconds: now)
            return (true, state.ingest)
        }
        guard isTaken else { throw Problem(.tooManyRequests, "Too many streams are open. Close one.") }
        stream.send("retry: 2000\n\n")
        // Who was away while an ingest ended learns it here.
        if wantsIngests, let ingest { stream.send(Self.text(ingest)) }
        return stream
    }

    /// Events of a user are on disk: what they are told may change.
    func feedbackArrived(of users: Set<UserID>) {
        let now = MonotonicClock.seconds()
        state.withLock { state in
            for (key, listener) in state.listeners where listener.user.map(users.contains) ?? false {
                state.listeners[key]?.dueSeconds = now
            }
        }
    }

    func ingestChanged(_ run: IngestRun) {
        state.withLock { state in
            state.ingest = run
            state.isIngestNews = true
        }
    }

    /// Sends what is new since the last time; called several times a second.
    ///
    /// - Parameter isForeign: another program wrote feedback, of whom is not known.
    func tick(_ service: ServiceCore, isForeign: Bool) {
        let now = MonotonicClock.seconds()
        closeUnwelcome(service, now)
        let music = service.revisions.ofMusic
        let (due, ingest) = state.withLock {
            state -> ([(key: ObjectIdentifier, listener: Listener)], IngestRun?) in
            if isForeign || music != state.musicRevision {
                for key in state.listeners.keys { state.listeners[key]?.dueSeconds = now }
            }
            state.musicRevision = music
            defer { state.isIngestNews = false }
            let due = state.listeners.filter { _, listener in
                listener.question != nil && listener.dueSeconds.map { $0 <= now } ?? false
            }
            return (due.map { ($0, $1) }, state.isIngestNews ? state.ingest : nil)
        }
        if let ingest { tell(ingest, now) }
        // Whoever waits longest comes first; the rest has its turn at the next tick, as the house is kept in between.
        for (key, listener) in due.sorted(by: { $0.listener.lastSeconds < $1.listener.lastSeconds }) {
            guard MonotonicClock.seconds() - now < Self.tickSecondsMax else { break }
            renew(listener, key, service)
        }
        beat(now)
    }

    private func renew(_ listener: Listener, _ key: ObjectIdentifier, _ service: ServiceCore) {
        guard let words = listener.question else { return }
        let now = MonotonicClock.seconds()
        // Before the answer is made: what arrives meanwhile makes it due again.
        state.withLock { $0.listeners[key]?.dueSeconds = nil }
        guard let bytes = try? RecommendRoutes.answer(words, caller: listener.caller, service) else {
            // The catalog may be busy, or the engine not there yet.
            return state.withLock { $0.listeners[key]?.dueSeconds = now + Self.retrySeconds }
        }
        state.withLock { state in
            state.listeners[key]?.last = bytes
            state.listeners[key]?.lastSeconds = now
        }
        // Where the next page begins tells of the catalog's state, which is another with each track that comes in.
        guard Self.shown(bytes) != Self.shown(listener.last) else { return }
        listener.stream.send("event: recommendations\ndata: \(String(decoding: bytes, as: UTF8.self))\n\n")
    }

    private static func shown(_ answer: [UInt8]) -> [UInt8] {
        answer.firstRange(of: Array(#","remarks":"#.utf8)).map { Array(answer[..<$0.lowerBound]) } ?? answer
    }

    /// Ends the streams whose token was revoked or is over.
    private func closeUnwelcome(_ service: ServiceCore, _ now: Double) {
        let (users, moment) = (service.revisions.ofUsers, service.clock.now)
        let toCheck = state.withLock { state -> [Listener] in
            guard users != state.usersRevision || now - state.checkedSeconds > Self.checkSeconds else {
                return []
            }
            state.usersRevision = users
            state.checkedSeconds = now
            return Array(state.listeners.values)
        }
        for listener in toCheck {
            guard let secret = listener.caller.secret else { continue }
            do {
                let token = try service.tokens.token(for: secret, revision: users, at: moment)
                if token == nil { listener.stream.close() }
            } catch {
                service.tell("a token cannot be looked at: \(error)")
            }
        }
    }

    private static func text(_ ingest: IngestRun) -> String {
        "event: ingest\ndata: \(ingest.json.line)\n\n"
    }

    private func tell(_ ingest: IngestRun, _ now: Double) {
        let text = Self.text(ingest)
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
