import CatalogCore
import Learning

/// A trained factorisation as the catalog keeps it: the items that anybody met, by track.
///
/// Layout, little-endian: `CFAC`, version, dimension, count (4 bytes each); α₀, λ, ν, confidence and offset (floats);
/// then for each item its track (8 bytes), how many met it (4), its trend (float) and its factors (floats).
package struct StoredFactors: Sendable, Equatable {
    package let parameters: ImplicitALS.Parameters
    package private(set) var tracks: [TrackID] = []
    package private(set) var counts: [Int32] = []
    package private(set) var trends: [Float] = []
    /// Row after row.
    package private(set) var values: [Float] = []

    private static let magic: [UInt8] = [0x43, 0x46, 0x41, 0x43]
    private static let version: UInt32 = 1
    private static let headerCount = 36
    private static let dimensionMax = 4_096

    /// Keeps what a snapshot has learned; nil where it has no factorisation.
    package init?(_ snapshot: RecommendationSnapshot, nowSeconds: Double) {
        guard let factors = snapshot.models.factors else { return nil }
        parameters = factors.parameters
        let met = snapshot.interactions(nowSeconds: nowSeconds).matrix().columnEntryCounts()
        for (index, id) in snapshot.table.ids.enumerated() where met[index] > 0 {
            tracks.append(id)
            counts.append(Int32(met[index]))
            trends.append(snapshot.models.trending?.itemScores[index] ?? 0)
            values += factors.itemFactors[index]
        }
    }

    package func encoded() -> [UInt8] {
        var bytes = StoredFactors.magic
        bytes.reserveCapacity(StoredFactors.headerCount + tracks.count * (16 + 4 * parameters.dimension))
        for number in [StoredFactors.version, UInt32(parameters.dimension), UInt32(tracks.count)] {
            withUnsafeBytes(of: number.littleEndian) { bytes += $0 }
        }
        for value in [
            parameters.unobservedWeight, parameters.regularization, parameters.frequencyExponent,
            parameters.confidence, parameters.offset,
        ] {
            withUnsafeBytes(of: value.bitPattern.littleEndian) { bytes += $0 }
        }
        for (place, track) in tracks.enumerated() {
            withUnsafeBytes(of: track.rawValue.littleEndian) { bytes += $0 }
            withUnsafeBytes(of: counts[place].littleEndian) { bytes += $0 }
            withUnsafeBytes(of: trends[place].bitPattern.littleEndian) { bytes += $0 }
            let start = place * parameters.dimension
            for value in values[start..<start + parameters.dimension] {
                withUnsafeBytes(of: value.bitPattern.littleEndian) { bytes += $0 }
            }
        }
        return bytes
    }

    package init(decoding bytes: [UInt8]) throws(RecommendError) {
        guard bytes.count >= StoredFactors.headerCount, Array(bytes[0..<4]) == StoredFactors.magic else {
            throw .damagedFactors("it does not start as factors do")
        }
        let read = bytes.withUnsafeBytes { raw in
            Result { () throws(RecommendError) in try StoredFactors.read(raw) }
        }
        let (parameters, tracks, counts, trends, values) = try read.get()
        self.parameters = parameters
        self.tracks = tracks
        self.counts = counts
        self.trends = trends
        self.values = values
    }

    private static func read(_ raw: UnsafeRawBufferPointer) throws(RecommendError) -> (
        ImplicitALS.Parameters, [TrackID], [Int32], [Float], [Float]
    ) {
        func number(_ offset: Int) -> UInt32 {
            UInt32(littleEndian: raw.loadUnaligned(fromByteOffset: offset, as: UInt32.self))
        }
        func float(_ offset: Int) -> Float { Float(bitPattern: number(offset)) }
        guard number(4) == version else {
            throw .damagedFactors("its version is \(number(4)), not \(version)")
        }
        let dimension = Int(number(8))
        let count = Int(number(12))
        guard (1...dimensionMax).contains(dimension), raw.count == headerCount + count * (16 + 4 * dimension)
        else {
            throw .damagedFactors("its length does not fit its header")
        }
        guard float(20) > 0, float(16) >= 0 else { throw .damagedFactors("its parameters make no sense") }
        var parameters = ImplicitALS.Parameters(
            dimension: dimension, unobservedWeight: float(16), regularization: float(20),
            frequencyExponent: float(24), confidence: float(28))
        parameters.offset = float(32)
        var tracks: [TrackID] = []
        var counts: [Int32] = []
        var trends: [Float] = []
        var values: [Float] = []
        tracks.reserveCapacity(count)
        values.reserveCapacity(count * dimension)
        for item in 0..<count {
            let start = headerCount + item * (16 + 4 * dimension)
            let id = raw.loadUnaligned(fromByteOffset: start, as: Int64.self)
            tracks.append(TrackID(Int64(littleEndian: id)))
            counts.append(Int32(bitPattern: number(start + 8)))
            trends.append(float(start + 12))
            for place in 0..<dimension { values.append(float(start + 16 + 4 * place)) }
        }
        guard values.allSatisfy({ $0.isFinite }), trends.allSatisfy({ $0.isFinite }) else {
            throw .damagedFactors("a factor is no number")
        }
        return (parameters, tracks, counts, trends, values)
    }

    /// The factors over a table's indices; listeners are folded in.
    package func placed(in table: TrackTable) -> ImplicitALS {
        var items = FactorMatrix(rowCount: table.count, dimension: parameters.dimension)
        for (place, track) in tracks.enumerated() {
            guard let index = table.index(of: track) else { continue }
            items.set(
                Int(index), to: values[place * parameters.dimension..<(place + 1) * parameters.dimension])
        }
        return ImplicitALS(
            parameters: parameters, userFactors: FactorMatrix(rowCount: 0, dimension: parameters.dimension),
            itemFactors: items)
    }

    package func trending(in table: TrackTable) -> Popularity {
        var scores = [Float](repeating: 0, count: table.count)
        for (place, track) in tracks.enumerated() {
            if let index = table.index(of: track) { scores[Int(index)] = trends[place] }
        }
        return Popularity(itemScores: scores)
    }

    package func counts(in table: TrackTable) -> [Int] {
        var all = [Int](repeating: 0, count: table.count)
        for (place, track) in tracks.enumerated() {
            if let index = table.index(of: track) { all[Int(index)] = Int(counts[place]) }
        }
        return all
    }
}
