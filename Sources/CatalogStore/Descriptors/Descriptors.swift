import CatalogCore
import SQLite

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

extension Descriptors {
    /// Binds all columns, in the order of `DescriptorStatement.write` and `.writeHeard`.
    func bind(to statement: Statement, of track: TrackID) {
        tempoBpm.bind(to: statement, at: 1)
        tempoConfidence.bind(to: statement, at: 2)
        key.bind(to: statement, at: 3)
        mode.bind(to: statement, at: 4)
        keyConfidence.bind(to: statement, at: 5)
        timeSignature.bind(to: statement, at: 6)
        loudnessLufs.bind(to: statement, at: 7)
        loudnessRangeLu.bind(to: statement, at: 8)
        truePeakDb.bind(to: statement, at: 9)
        energy.bind(to: statement, at: 10)
        danceability.bind(to: statement, at: 11)
        valence.bind(to: statement, at: 12)
        acousticness.bind(to: statement, at: 13)
        instrumentalness.bind(to: statement, at: 14)
        liveness.bind(to: statement, at: 15)
        speechiness.bind(to: statement, at: 16)
        track.bind(to: statement, at: 17)
    }
}
