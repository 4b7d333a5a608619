import CHnswlib
import CatalogCore

/// Approximate neighbours by the dot product for more than about a million vectors: hnswlib's navigable graph.
///
/// Give it vectors of one length: a graph of dot products of any length loses itself among the long ones.
package final class GraphVectorIndex: Sendable {
    package let dimension: Int
    // The library's index: searches share a lock inside it and changes own it, so that threads may share the pointer.
    nonisolated(unsafe) private let index: OpaquePointer

    /// An empty index with room for `capacity` vectors; nil where memory is short.
    package init?(dimension: Int, capacity: Int, links: Int = 16, buildWidth: Int = 100, seed: UInt64 = 1) {
        guard let index = hnsw_create(dimension, capacity, links, buildWidth, Int(truncatingIfNeeded: seed))
        else {
            return nil
        }
        self.dimension = dimension
        self.index = index
    }

    /// Builds over rows, on all cores: the graph then depends on the order in which threads came.
    package convenience init?(
        _ vectors: FactorMatrix, capacity: Int, links: Int = 16, buildWidth: Int = 100, seed: UInt64 = 1,
        monitor: JobMonitor = .silent
    ) {
        self.init(
            dimension: vectors.dimension, capacity: max(capacity, vectors.rowCount), links: links,
            buildWidth: buildWidth, seed: seed)
        vectors.values.withUnsafeBufferPointer { buffer in
            guard let base = buffer.baseAddress else { return }
            // Read only; each thread adds its own rows.
            nonisolated(unsafe) let rows = base
            Parallel.forEachChunk(of: vectors.rowCount, chunkSize: 1_024) { _, places in
                for place in places where !monitor.isCancelled {
                    _ = hnsw_build(index, rows + place * vectors.stride, place)
                }
            }
        }
    }

    /// Builds over the rows that are not zero, at their places, on all cores.
    package convenience init?(_ rows: VectorRows, links: Int = 16, buildWidth: Int = 100, seed: UInt64 = 1) {
        self.init(
            dimension: rows.dimension, capacity: max(1, rows.count), links: links, buildWidth: buildWidth,
            seed: seed)
        Parallel.forEachChunk(of: rows.count, chunkSize: 1_024) { _, places in
            for place in places where rows.isPresent(place) { _ = hnsw_build(index, rows[place], place) }
        }
    }

    /// Reads an index that `save` wrote; nil where the file is not one of this dimension.
    package init?(path: String, dimension: Int, capacity: Int) {
        guard let index = hnsw_load(path, dimension, capacity) else { return nil }
        self.dimension = dimension
        self.index = index
    }

    deinit { hnsw_free(index) }

    package var count: Int { hnsw_count(index) }

    /// Adds or replaces a vector; false when the index is full.
    package func add(_ vector: [Float], at place: Int) -> Bool {
        precondition(vector.count == dimension, "a vector fits the index")
        return hnsw_add(index, vector, place) == 0
    }

    /// Takes a vector out of all answers; false when there is none.
    @discardableResult
    package func remove(_ place: Int) -> Bool { hnsw_remove(index, place) == 0 }

    /// The best `limit` by dot product; a larger `width` finds more of them and takes longer.
    package func search(_ query: [Float], limit: Int, width: Int = 64, allowed: BitSet? = nil) -> [ScoredItem]
    {
        precondition(query.count == dimension, "a query has the index's dimension")
        guard limit > 0 else { return [] }
        var labels = [Int](repeating: 0, count: limit)
        var scores = [Float](repeating: 0, count: limit)
        let found =
            allowed.map {
                hnsw_search(index, query, limit, width, $0.words, $0.words.count, &labels, &scores)
            }
            ?? hnsw_search(index, query, limit, width, nil, 0, &labels, &scores)
        return (0..<found).map { ScoredItem(item: Int32(labels[$0]), score: scores[$0]) }
    }

    /// Writes the index to a file; false when it could not be written.
    package func save(path: String) -> Bool { hnsw_save(index, path) == 0 }
}
