import Audio
import CatalogCore
import CatalogStore
import Learning

/// The tracks that are nearest to one and whose fate is known.
struct ClosestTracks {
    let target: CriticTarget
    let catalog: Catalog
    let snapshot: Snapshot

    /// By the embedding that is in use where it fits, else by the inputs of the critic.
    func find(
        _ vector: FeatureVector?, row: [Float], inputs: CriticInputs, except id: TrackID?, count: Int
    ) throws -> [RatedTrack.Neighbor] {
        let ratings = try CriticExamples.ratings(target, in: snapshot)
        let near =
            try byEmbedding(vector, ratings, except: id, count: count)
            ?? byInputs(row, inputs, ratings, except: id, count: count)
        return try near.compactMap { found in
            guard let track = try snapshot.track(found.id), let rating = ratings[found.id] else { return nil }
            return RatedTrack.Neighbor(
                track: track.id, title: track.title, artist: track.artist, rating: Double(rating),
                similarity: Double(found.similarity))
        }
    }

    private func byEmbedding(
        _ vector: FeatureVector?, _ ratings: [TrackID: Float], except id: TrackID?, count: Int
    ) throws -> [(id: TrackID, similarity: Float)]? {
        guard let vector, let record = try snapshot.activeModel(named: ModelFamily.embedding.rawValue),
            record.featureSetVersion == TrackFeatures.set.version
        else { return nil }
        let matrix = try snapshot.embeddingMatrix(of: record.id)
        guard matrix.ids.contains(where: { ratings[$0] != nil && $0 != id }) else { return nil }
        let place = try Embedder.place(vector, by: Embedder.model(record, in: catalog), record.id).values
        guard matrix.dimension == place.count else { return nil }
        return nearest(
            to: place, among: matrix.ids.indices.lazy.map { (matrix.ids[$0], Array(matrix.row($0))) },
            ratings,
            except: id, count: count)
    }

    private func byInputs(
        _ row: [Float], _ inputs: CriticInputs, _ ratings: [TrackID: Float], except id: TrackID?, count: Int
    ) throws -> [(id: TrackID, similarity: Float)] {
        var ids: [TrackID] = []
        var rows: [[Float]] = []
        for track in ratings.keys.sorted() where track != id {
            guard let entry = try snapshot.track(track), let known = try inputs.known(entry, in: snapshot)
            else {
                continue
            }
            ids.append(track)
            rows.append(inputs.filled(known))
        }
        guard !ids.isEmpty else { return [] }
        let table = VectorTable(columns: row.count, rows: rows)
        let scale = Standardizer(of: table)
        let scaled = scale.apply(to: table)
        let own = scale.apply(to: VectorTable(columns: row.count, values: row)).values
        return nearest(
            to: own, among: ids.indices.lazy.map { (ids[$0], Array(scaled.row($0))) }, ratings, except: id,
            count: count)
    }

    /// By the cosine, nearest first.
    private func nearest(
        to place: [Float], among candidates: some Sequence<(TrackID, [Float])>, _ ratings: [TrackID: Float],
        except id: TrackID?, count: Int
    ) -> [(id: TrackID, similarity: Float)] {
        let length = place.reduce(0) { $0 + $1 * $1 }.squareRoot()
        var best: [(id: TrackID, similarity: Float)] = []
        for (track, values) in candidates where track != id && ratings[track] != nil {
            var (dot, squares) = (Float(0), Float(0))
            for index in values.indices {
                dot += values[index] * place[index]
                squares += values[index] * values[index]
            }
            let similarity = dot / max(1e-12, length * squares.squareRoot())
            if best.count == count, let last = best.last, similarity <= last.similarity { continue }
            best.insert((track, similarity), at: best.firstIndex { $0.similarity < similarity } ?? best.count)
            if best.count > count { best.removeLast() }
        }
        return best
    }
}
