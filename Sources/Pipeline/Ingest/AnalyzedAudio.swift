import CatalogCore
import CatalogStore

/// What the audio pipeline says of one track, as the catalog keeps it.
struct AnalyzedAudio: Sendable {
    let vector: FeatureVector
    let windows: FeatureWindows
    let descriptors: Descriptors
}
