/// The fields of feedback in files and lists, under their stable names.
package enum FeedbackField: String, CaseIterable, Sendable {
    case user
    case kind
    case time
    case trackID = "track_id"
    case artist
    case title
    case album
    case durationSeconds = "duration_seconds"
    case audioHash = "audio_hash"
    case provider
    case externalID = "external_id"
    case rating
    case playedSeconds = "played_seconds"
    case totalSeconds = "total_seconds"
    case source
    case session
    case context
    case key
    /// When it was taken back.
    case undone

    /// What a file of feedback holds: the track in words that find it in any catalog, not by this one's number;
    /// nothing that was taken back.
    package static let exported = allCases.filter { $0 != .trackID && $0 != .undone }
}
