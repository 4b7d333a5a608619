import CatalogCore
import CatalogStore
import Learning

/// The tracks of a catalog at one moment: where they lie, and how they fared.
struct Surroundings: Sendable {
    /// By the embedding in use; nil where there is none.
    let places: TrackPlaces?
    /// 1...5, of those whose fate is known.
    let ratings: [TrackID: Float]
    /// By the critic's own inputs, where there is no embedding.
    private let inputPlaces: (scale: Standardizer, places: TrackPlaces)?

    init(embedding: ModelID?, rater: TrackRater?, in snapshot: Snapshot) throws {
        ratings = try CriticExamples.ratings(rater?.target ?? .both, in: snapshot)
        places = try embedding.map { id in
            let matrix = try snapshot.embeddingMatrix(of: id)
            return TrackPlaces(ids: matrix.ids, dimension: matrix.dimension, values: matrix.values)
        }
        inputPlaces = places == nil ? try rater?.places(of: ratings.keys.sorted(), in: snapshot) : nil
    }

    /// The nearest tracks by the embedding.
    func nearest(
        to place: [Float], except id: TrackID?, count: Int, onlyRated: Bool, in snapshot: Snapshot
    ) throws -> [NearTrack] {
        let found = places?.nearest(to: place, count: count) { track in
            track != id && (!onlyRated || ratings[track] != nil)
        }
        return try told(found ?? [], in: snapshot)
    }

    /// The nearest rated tracks by what the critic goes by.
    func nearest(
        toInputs row: [Float], except id: TrackID?, count: Int, in snapshot: Snapshot
    ) throws -> [NearTrack] {
        guard let inputPlaces else { return [] }
        let place = inputPlaces.scale.apply(to: VectorTable(columns: row.count, values: row)).values
        return try told(
            inputPlaces.places.nearest(to: place, count: count) { $0 != id }, in: snapshot)
    }

    private func told(
        _ found: [(id: TrackID, similarity: Float)], in snapshot: Snapshot
    ) throws -> [NearTrack] {
        try found.compactMap { entry in
            try snapshot.track(entry.id).map { track in
                NearTrack(
                    track: track.id, title: track.title, artist: track.artist,
                    similarity: Double(entry.similarity), rating: ratings[track.id].map(Double.init))
            }
        }
    }
}
