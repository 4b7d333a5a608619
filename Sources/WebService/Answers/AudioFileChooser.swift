import CatalogCore
import CatalogStore

/// Which file of a track is played: one of this machine that is there.
enum AudioFileChooser {
    static func file(of track: TrackID, in catalog: some CatalogReading) throws -> AudioFile? {
        try catalog.files(of: track).first {
            $0.source == .folder && $0.missingSince == nil && ($0.outcome == .ok || $0.outcome == .partial)
        }
    }
}
