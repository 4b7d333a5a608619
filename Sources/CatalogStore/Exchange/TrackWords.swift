import CatalogCore

/// A bounded memory of the words for tracks: an export names each of them many times.
struct TrackWords {
    private static let limit = 200_000

    private var tracks: [TrackID: TrackReference] = [:]
    private var references: [Int64: TrackReference] = [:]

    mutating func words(for track: TrackID, in catalog: some CatalogReading) throws -> TrackReference? {
        if let known = tracks[track] { return known }
        if tracks.count >= Self.limit { tracks.removeAll() }
        let words = try catalog.reference(to: track)
        tracks[track] = words
        return words
    }

    mutating func words(forReference id: Int64, in catalog: some CatalogReading) throws -> TrackReference? {
        if let known = references[id] { return known }
        if references.count >= Self.limit { references.removeAll() }
        let words = try catalog.reference(id)
        references[id] = words
        return words
    }
}
