/// The numbers about a track that people ask for.
package struct Descriptors: Sendable, Equatable, Codable {
    package var tempoBpm: Double?
    package var tempoConfidence: Double?
    /// 0 = C … 11 = B.
    package var key: Int?
    /// 1 major, 0 minor.
    package var mode: Int?
    package var keyConfidence: Double?
    package var timeSignature: Int?
    package var loudnessLufs: Double?
    package var loudnessRangeLu: Double?
    package var truePeakDb: Double?
    package var energy: Double?
    package var danceability: Double?
    package var valence: Double?
    package var acousticness: Double?
    package var instrumentalness: Double?
    package var liveness: Double?
    package var speechiness: Double?

    package init() {}
}
