/// What one request, caller or file may take of this service; each limit has its name here.
package enum ServiceLimits {
    /// A body of JSON.
    static let jsonBodyBytesMax = 4 << 20
    /// Events sent at once.
    static let feedbackBatchMax = 1_000
    /// Entries of one page of a list.
    static let pageSizeMax = 500
    /// Texts that are searched for.
    static let searchTextMax = 200
    /// Below this an answer is sent as it is.
    static let packedBytesMin = 1_024
    /// Answers about tracks that are kept as they are sent.
    static let shelvedTracksBytesMax = 32 << 20
    /// Answers to questions that are kept, packed.
    static let shelvedAnswersBytesMax = 64 << 20
    /// Tracks, and artists, whose names are kept in memory.
    static let shelvedWordsMax = 100_000
    /// How often the catalog is asked whether another program changed it.
    static let watchSeconds = 0.1
    /// A stop waits so long for answers under way.
    package static let drainSeconds = 10.0
    /// Requests of one caller at once beyond the steady rate, as a multiple of it.
    static let burstSeconds = 2.0
    /// Maps of the music that are kept ready.
    static let shelvedMapsMax = 16
}
