import Audio
import CatalogCore
import CatalogStore

/// What a worker made of one file: all that the writer needs, nothing of the audio itself.
struct HeardFile: Sendable {
    enum Result: Sendable {
        /// Heard now.
        case heard(AnalyzedAudio)
        /// Audio that the catalog already knows: only its place and tags are new.
        case known(TrackID)
        /// The same bytes as before: touched, copied back, mounted again.
        case untouched(FileID)
        case unanalysable(reason: String)
        /// Still being written: looked at again next time, nothing stored.
        case unsettled(reason: String)
        case failed(reason: String)
    }

    /// How the file is coded, for people to see.
    struct Coding: Sendable {
        var codec: String?
        var bitRateKbps: Double?
        var sampleRateHz: Int?
        var channelCount: Int?
    }

    let candidate: IngestCandidate
    var result: Result
    /// False for what stood in the way and may be gone next time: a network, a permission, a program that is missing.
    var isFinal = true
    var identity: FileIdentity?
    var tags = TrackTags()
    var lyrics: Lyrics?
    var coding = Coding()
    var durationSeconds: Double?
    /// Nil for a complete file.
    var partialPercent: Double?
    var partialReason: String?
    var fingerprint: Fingerprint?
}
