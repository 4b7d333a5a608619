import CatalogCore
import Learning

/// Puts what was learned from people in its places of a track table, and what nobody has met where it sounds.
struct TastePlacing {
    let tastes: Tastes
    let table: TrackTable
    let sound: VectorRows?

    /// An item's sound counts for so many listeners.
    private static let prior: Float = 2
    /// Who has been met by so many times as many is left where people put it.
    private static let priorCountMax: Float = 20
    private static let countMin: Int32 = 3

    /// The index of each learned track; -1 for one that has gone.
    private let places: [Int32]

    init(_ tastes: Tastes, in table: TrackTable, sound: VectorRows?) {
        self.tastes = tastes
        self.table = table
        self.sound = sound
        places = tastes.tracks.values.map { table.index(of: TrackID($0)) ?? -1 }
    }

    func factors() throws -> FoldIn {
        let dimension = tastes.parameters.dimension
        var matrix = FactorMatrix(rowCount: table.count, dimension: dimension)
        for (row, place) in places.enumerated() where place >= 0 {
            matrix.set(Int(place), to: tastes.factors.values(row * dimension..<(row + 1) * dimension)[...])
        }
        if let map = try coldMap() { complete(&matrix, by: map) }
        let model = ImplicitALS(
            parameters: tastes.parameters, userFactors: FactorMatrix(rowCount: 0, dimension: dimension),
            itemFactors: matrix)
        return FoldIn(model)
    }

    /// From sound to factors, learned of what enough people met; nil where that is too little.
    private func coldMap() throws -> ColdItemMap? {
        guard let sound else { return nil }
        let rows = places.indices.filter { row in
            places[row] >= 0 && tastes.counts[row] >= Self.countMin && sound.isPresent(Int(places[row]))
        }
        guard rows.count > sound.dimension else { return nil }
        let dimension = tastes.parameters.dimension
        return try ColdItemMap(
            embeddings: FactorMatrix(rowCount: rows.count, dimension: sound.dimension) {
                sound[Int(places[rows[$0]])]
            },
            factors: FactorMatrix(rowCount: rows.count, dimension: dimension) {
                tastes.factors.values(rows[$0] * dimension..<(rows[$0] + 1) * dimension)
            },
            counts: rows.map { Int(tastes.counts[$0]) }, countMin: Int(Self.countMin))
    }

    /// Every rare track is drawn towards its sound: n parts of its own, `prior` parts of the map.
    private func complete(_ matrix: inout FactorMatrix, by map: ColdItemMap) {
        guard let sound else { return }
        var met = [Float](repeating: 0, count: table.count)
        for (row, place) in places.enumerated() where place >= 0 {
            met[Int(place)] = Float(tastes.counts[row])
        }
        let counts = met
        let (stride, dimension) = (matrix.stride, matrix.dimension)
        matrix.values.withUnsafeMutableBufferPointer { buffer in
            // Each chunk writes its own rows.
            nonisolated(unsafe) let rows = buffer
            Parallel.forEachChunk(of: counts.count, chunkSize: 2_048) { _, chunk in
                for row in chunk where counts[row] < Self.prior * Self.priorCountMax && sound.isPresent(row) {
                    let mapped = map.factor(of: sound[row])
                    let share = Self.prior / (Self.prior + counts[row])
                    for place in 0..<dimension {
                        let own = rows[row * stride + place]
                        rows[row * stride + place] = own * (1 - share) + mapped[place] * share
                    }
                }
            }
        }
    }

    func neighbors() -> NeighborLists? {
        var offsets = [Int32](repeating: 0, count: table.count + 1)
        var items: [Int32] = []
        var scores: [Float] = []
        items.reserveCapacity(tastes.neighborItems.count)
        scores.reserveCapacity(tastes.neighborItems.count)
        // Both lists of tracks ascend by number, so that the places are filled in their order.
        for (row, place) in places.enumerated() where place >= 0 {
            for entry in tastes.neighborOffsets[row]..<tastes.neighborOffsets[row + 1] {
                let other = places[Int(tastes.neighborItems[Int(entry)])]
                guard other >= 0 else { continue }
                items.append(other)
                scores.append(tastes.neighborScores[Int(entry)])
            }
            offsets[Int(place) + 1] = Int32(items.count)
        }
        // Where nobody met a track its list is empty: it ends where the one before it ends.
        for place in 0..<table.count { offsets[place + 1] = max(offsets[place + 1], offsets[place]) }
        // A column is a copy: what it is made of goes before the next one is made.
        let itemColumn = Column(items)
        items = []
        return NeighborLists(
            trackCount: table.count, offsets: Column(offsets), items: itemColumn, scores: Column(scores))
    }

    func head() -> HeadWeights? {
        guard let weights = tastes.head else { return nil }
        // Both lists of tracks ascend by number, so that their places ascend together.
        let rows = places.indices.filter { places[$0] >= 0 }
        let count = places.count
        return HeadWeights(
            items: Column(rows.map { places[$0] }),
            weights: Column(rows.flatMap { row in rows.map { weights[row * count + $0] } }))
    }

    func trends() -> [Double] {
        var sums = [Double](repeating: 0, count: table.count)
        for (row, place) in places.enumerated() where place >= 0 { sums[Int(place)] = tastes.trends[row] }
        return sums
    }
}
