import CatalogCore
import CatalogStore
import Glibc
import Learning

/// Where tracks lie by what was measured of them, for a catalog that has no trained embedding.
///
/// Each feature is standardised over the catalog, cut at `deviationMax` so that one odd value is not all, and divided
/// by √(size of its group) so that a group of many features (timbre) counts no more than one of few (tempo). Cosines
/// between such vectors compare tracks around the catalog's middle.
package struct SoundSpace: Sendable {
    package let setVersion: Int
    private let scale: Standardizer
    private let groupWeights: [Float]

    private static let deviationMax: Float = 3
    /// More tracks do not move the means by what can be heard.
    private static let sampleCountMax = 20_000

    /// Learns the scale from a catalog's vectors; nil where there are none.
    package init?(_ vectors: VectorMatrix<TrackID>, of set: FeatureSet) {
        guard vectors.rowCount > 0, vectors.dimension == set.dimension, set.dimension > 0 else { return nil }
        let step = (vectors.rowCount + Self.sampleCountMax - 1) / Self.sampleCountMax
        var sample: [Float] = []
        for row in Swift.stride(from: 0, to: vectors.rowCount, by: step) { sample += vectors.row(row) }
        scale = Standardizer(of: VectorTable(columns: vectors.dimension, values: sample))
        setVersion = set.version
        var sizes: [String: Int] = [:]
        for feature in set.features { sizes[feature.group, default: 0] += 1 }
        groupWeights = set.features.map { 1 / Float(sizes[$0.group] ?? 1).squareRoot() }
    }

    package var dimension: Int { groupWeights.count }

    /// The place of a vector of the same feature set, of unit length; zeros for what is exactly average.
    package func place(_ vector: some Collection<Float>) -> [Float] {
        precondition(vector.count == dimension, "a vector has the features of its space")
        var place: [Float] = []
        place.reserveCapacity(dimension)
        var length: Float = 0
        for (index, value) in vector.enumerated() {
            let standard = (value - scale.means[index]) / scale.deviations[index]
            let cut = max(-Self.deviationMax, min(Self.deviationMax, standard)) * groupWeights[index]
            place.append(cut)
            length += cut * cut
        }
        guard length > 0 else { return place }
        length = length.squareRoot()
        return place.map { $0 / length }
    }
}

extension SoundSpace {
    /// The space of the newest feature set that a catalog has vectors of, with those vectors.
    static func read(
        from catalog: some CatalogReading
    ) throws -> (space: SoundSpace, vectors: VectorMatrix<TrackID>)? {
        for version in try catalog.featureSetVersions().reversed() {
            guard let set = try catalog.featureSet(version: version) else { continue }
            let vectors = try catalog.featureMatrix(setVersion: version)
            if let space = SoundSpace(vectors, of: set) { return (space, vectors) }
        }
        return nil
    }
}
