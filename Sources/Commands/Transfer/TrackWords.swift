import CatalogStore

/// A track in words, as files hold it; the names are those of feedback.
enum TrackWords {
    static func fields(of words: TrackReference) -> [(String, JSONValue)] {
        var fields: [(String, JSONValue)] = []
        func add(_ field: FeedbackField, _ text: String?) {
            if let text, !text.isEmpty { fields.append((field.rawValue, .string(text))) }
        }
        add(.artist, words.artist)
        add(.title, words.title)
        add(.album, words.album)
        if let duration = words.durationMs {
            fields.append((FeedbackField.durationSeconds.rawValue, .number(Double(duration) / 1_000)))
        }
        add(.audioHash, words.audioHash)
        add(.provider, words.provider)
        add(.externalID, words.externalID)
        return fields
    }

    /// The words of an object; nil where it has no title.
    static func words(of value: JSONValue) -> TrackReference? {
        func text(_ field: FeedbackField) -> String? { value[field.rawValue]?.text }
        guard let title = text(.title) else { return nil }
        let seconds: Double? =
            switch value[FeedbackField.durationSeconds.rawValue] {
            case .integer(let number): Double(number)
            case .number(let number): number
            default: nil
            }
        return TrackReference(
            artist: text(.artist) ?? "", title: title, album: text(.album),
            durationMs: seconds.flatMap { $0 >= 0 && $0 < 1e9 ? Int(($0 * 1_000).rounded()) : nil },
            audioHash: text(.audioHash), provider: text(.provider), externalID: text(.externalID))
    }
}
