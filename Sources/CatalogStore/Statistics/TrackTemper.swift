import CatalogCore

/// How a track sounds, in the few numbers that statistics sort by.
package struct TrackTemper: Sendable {
    package let track: TrackID
    package let isMajor: Bool?
    /// 0 = C … 11 = B.
    package let key: Int?
    package let valence: Double?
    package let energy: Double?
    package let tempoBpm: Double?
    package let loudnessLufs: Double?
}
