import CatalogCore
import FoundationEssentials
import SQLite

extension CatalogReading {
    package func featureSet(version: Int) throws -> FeatureSet? {
        try first(FeatureStatement.set, version) { row in
            do {
                let decoder = JSONDecoder()
                decoder.nonConformingFloatDecodingStrategy = .convertFromString(
                    positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
                return try decoder.decode(FeatureSet.self, from: Data(row.string(2).utf8))
            } catch {
                throw CatalogError(.damaged, "the definition of feature set \(version) cannot be read")
            }
        }
    }

    package func featureSetVersions() throws -> [Int] { try all(FeatureStatement.sets) { $0.int(0) } }

    package func featureVector(of track: TrackID, setVersion: Int) throws -> FeatureVector? {
        let id = OwnedRows.id(owner: Int64(setVersion), member: track.rawValue)
        guard let values = try first(FeatureStatement.vector, id, read: { $0.floats(0) }) else { return nil }
        try requireFinite(values, of: "the feature vector of track \(track)")
        return FeatureVector(setVersion: setVersion, values: values)
    }

    /// All vectors of a set as one matrix, by track.
    package func featureMatrix(setVersion: Int) throws -> VectorMatrix<TrackID> {
        let range = OwnedRows.range(owner: Int64(setVersion))
        let count = try self.count(FeatureStatement.vectorCount, range.start, range.end)
        return try matrix(FeatureStatement.vectorRange, range, count: count) { TrackID($0) }
    }

    package func featureVectorCount(setVersion: Int) throws -> Int {
        let range = OwnedRows.range(owner: Int64(setVersion))
        return try count(FeatureStatement.vectorCount, range.start, range.end)
    }

    package func featureWindows(of track: TrackID, setVersion: Int) throws -> FeatureWindows? {
        let id = OwnedRows.id(owner: Int64(setVersion), member: track.rawValue)
        return try first(FeatureStatement.windows, id) { row in
            FeatureWindows(
                setVersion: setVersion, startsMs: row.array(1, of: UInt32.self), dimension: row.int(0),
                values: row.floats(2))
        }
    }

    /// Calls `body` with the windows of every track, by track.
    package func forEachFeatureWindows(
        setVersion: Int, _ body: (TrackID, FeatureWindows) throws -> Void
    ) throws {
        let range = OwnedRows.range(owner: Int64(setVersion))
        try forEach(FeatureStatement.windowRange, range.start, range.end) { row in
            try body(
                TrackID(row.int64(0)),
                FeatureWindows(
                    setVersion: setVersion, startsMs: row.array(2, of: UInt32.self), dimension: row.int(1),
                    values: row.floats(3)))
        }
    }

    /// Copies the blobs of a range of rows one behind the other.
    func matrix<ID: Sendable>(
        _ statement: some CatalogStatement, _ range: (start: Int64, end: Int64), count: Int, id: (Int64) -> ID
    ) throws -> VectorMatrix<ID> {
        var ids: [ID] = []
        ids.reserveCapacity(count)
        var values: [Float] = []
        var dimension = 0
        try forEach(statement, range.start, range.end) { row in
            try row.withBytes(1) { bytes in
                if ids.isEmpty {
                    dimension = bytes.count / 4
                    values.reserveCapacity(count * dimension)
                }
                guard bytes.count == dimension * 4 else {
                    throw CatalogError(.damaged, "vectors of one owner differ in length: run `catalog check`")
                }
                values.append(contentsOf: bytes.assumingMemoryBound(to: Float.self))
            }
            ids.append(id(row.int64(0)))
        }
        return VectorMatrix(ids: ids, dimension: dimension, values: values)
    }

    func requireFinite(_ values: [Float], of what: String) throws {
        guard values.allSatisfy(\.isFinite) else {
            throw CatalogError(.damaged, "\(what) holds a value that is no number: run `catalog check`")
        }
    }
}
