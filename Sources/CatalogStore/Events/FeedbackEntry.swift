import CatalogCore

/// One line of feedback, as a file holds it.
package struct FeedbackEntry: Sendable {
    package let user: String
    package let kind: EventKind
    package let time: Timestamp
    package let subject: NewEvent.Subject
    package let playedMs: Int?
    package let totalMs: Int?
    package let rating: Double?
    package let source: String?
    package let session: String?
    package let context: String?
    package let key: String?

    package func event(of user: UserID) -> NewEvent {
        var event = NewEvent(user: user, subject: subject, kind: kind, time: time)
        event.playedMs = playedMs
        event.totalMs = totalMs
        event.rating = rating
        event.source = source
        event.session = session
        event.context = context
        event.idempotencyKey = key
        return event
    }
}

extension FeedbackEntry {
    /// Reads an entry from fields that a line gives; throws a sentence about the first that is wrong.
    package init(user: String?, fields: (FeedbackField) -> JSONValue?) throws(CatalogError) {
        func text(_ field: FeedbackField) throws(CatalogError) -> String? {
            switch fields(field) {
            case .string(let text): return text.isEmpty ? nil : text
            case .integer(let number): return String(number)
            case .null, nil: return nil
            default: throw CatalogError(.invalid, "\(field.rawValue) is not a text")
            }
        }
        func number(_ field: FeedbackField) throws(CatalogError) -> Double? {
            switch fields(field) {
            case .integer(let number): return Double(number)
            case .number(let number): return number
            case .string(""), .null, nil: return nil
            case .string(let text):
                if let number = Double(text), number.isFinite { return number }
                throw CatalogError(.invalid, "\(field.rawValue) is `\(text)`, not a number")
            default: throw CatalogError(.invalid, "\(field.rawValue) is not a number")
            }
        }
        func milliseconds(_ field: FeedbackField) throws(CatalogError) -> Int? {
            guard let seconds = try number(field) else { return nil }
            guard seconds >= 0, seconds < 1e9 else {
                throw CatalogError(.invalid, "\(field.rawValue) is out of range")
            }
            return Int((seconds * 1_000).rounded())
        }
        guard let name = try text(.user) ?? user else {
            throw CatalogError(.invalid, "user is missing; --user NAME gives it to all lines")
        }
        guard let kindName = try text(.kind) else { throw CatalogError(.invalid, "kind is missing") }
        guard let kind = EventKind(rawValue: kindName), kind != .removal else {
            let known = EventKind.allCases.filter { $0 != .removal }.map(\.rawValue).joined(separator: ", ")
            throw CatalogError(.invalid, "kind is `\(kindName)`, not one of \(known)")
        }
        guard let timeText = try text(.time) else { throw CatalogError(.invalid, "time is missing") }
        guard let time = TimeText.milliseconds(reading: timeText) else {
            throw CatalogError(.invalid, "time is `\(timeText)`, not a time such as 2026-11-21T02:43:00Z")
        }
        self.user = name
        self.kind = kind
        self.time = Timestamp(milliseconds: time)
        if let id = try number(.trackID) {
            guard let exact = Int64(exactly: id), exact > 0 else {
                throw CatalogError(.invalid, "track_id is no number of a track")
            }
            subject = .track(TrackID(exact))
        } else {
            guard let title = try text(.title) else {
                throw CatalogError(.invalid, "title (or track_id) is missing")
            }
            subject = .reference(
                TrackReference(
                    artist: try text(.artist) ?? "", title: title, album: try text(.album),
                    durationMs: try milliseconds(.durationSeconds), audioHash: try text(.audioHash),
                    provider: try text(.provider), externalID: try text(.externalID)))
        }
        rating = try number(.rating)
        playedMs = try milliseconds(.playedSeconds)
        totalMs = try milliseconds(.totalSeconds)
        source = try text(.source)
        session = try text(.session)
        context = try text(.context)
        key = try text(.key)
    }
}
