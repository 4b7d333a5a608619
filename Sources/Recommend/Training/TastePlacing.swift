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
    /// After so many tracks what was read of files is given back.
    private static let restStep = 1 << 13

    /// The index of each learned track; -1 for one that has gone.
    private let places: [Int32]
    private let rest: @Sendable () -> Void

    /// - Parameter rest: called after each so many tracks, to give back what was read of mapped files.
    init(
        _ tastes: Tastes, in table: TrackTable, sound: VectorRows?, rest: @escaping @Sendable () -> Void = {}
    ) {
        self.rest = rest
        self.tastes = tastes
        self.table = table
        self.sound = sound
        places = tastes.tracks.values.map { table.index(of: TrackID($0)) ?? -1 }
    }

    /// Every rare track is drawn towards its sound: n parts of its own, `prior` parts of what sound foretells.
    func factors(in storage: ColumnStorage = .memory) throws -> FoldIn {
        let dimension = tastes.parameters.dimension
        let map = try coldMap()
        var rows = [Int32](repeating: -1, count: table.count)
        for (row, place) in places.enumerated() where place >= 0 { rows[Int(place)] = Int32(row) }
        let learned = rows
        let builder = VectorRowsBuilder(count: table.count, dimension: dimension, in: storage)
        Parallel.forEachChunk(of: table.count, chunkSize: 2_048) { _, chunk in
            if chunk.lowerBound % Self.restStep == 0 { rest() }
            for track in chunk {
                let row = Int(learned[track])
                let met = row < 0 ? 0 : Float(tastes.counts[row])
                var factor = row < 0 ? nil : self.factor(ofRow: row)
                if let map, let sound, met < Self.prior * Self.priorCountMax, sound.isPresent(track) {
                    let mapped = map.factor(of: sound[track])
                    let share = Self.prior / (Self.prior + met)
                    factor = factor.map { zip($0, mapped).map { $0 * (1 - share) + $1 * share } } ?? mapped
                }
                if let factor { builder.set(track, to: factor) }
            }
        }
        let items = builder.finish()
        return FoldIn(parameters: tastes.parameters, items: items) { items.shorts.rest() }
    }

    private func factor(ofRow row: Int) -> [Float] {
        let dimension = tastes.parameters.dimension
        return tastes.factors.values(row * dimension..<(row + 1) * dimension)
    }

    /// From sound to factors, learned of what enough people met; nil where that is too little.
    private func coldMap() throws -> ColdItemMap? {
        guard let sound else { return nil }
        let rows = places.indices.filter { row in
            places[row] >= 0 && tastes.counts[row] >= Self.countMin && sound.isPresent(Int(places[row]))
        }
        guard rows.count > sound.dimension else { return nil }
        return try ColdItemMap(
            counts: rows.map { Int(tastes.counts[$0]) }, embeddingDimension: sound.dimension,
            factorDimension: tastes.parameters.dimension, countMin: Int(Self.countMin)
        ) { place in
            if place % Self.restStep == 0 { rest() }
            return (sound[Int(places[rows[place]])], factor(ofRow: rows[place]))
        }
    }

    func neighbors(in storage: ColumnStorage = .memory) -> NeighborLists? {
        var offsets = [Int32](repeating: 0, count: table.count + 1)
        // Where nobody met a track its list is empty: it ends where the one before it ends.
        let items: Column<Int32> = column(in: storage) { place, entries, items, count in
            for entry in entries {
                items[count] = places[Int(tastes.neighborItems[entry])]
                count += 1
            }
            offsets[place + 1] = Int32(count)
        }
        for place in 0..<table.count { offsets[place + 1] = max(offsets[place + 1], offsets[place]) }
        var units = [Float](repeating: 0, count: table.count)
        let shorts: Column<Int16> = column(in: storage) { place, entries, shorts, count in
            let (shortened, unit) = NeighborLists.shortened(entries.map { tastes.neighborScores[$0] })
            for short in shortened {
                shorts[count] = short
                count += 1
            }
            units[place] = unit
        }
        return NeighborLists(
            trackCount: table.count, offsets: Column(offsets), items: items, shorts: shorts,
            units: Column(units))
    }

    /// What `fill` makes of the neighbours that are in the table, track by track: both lists of tracks ascend by number,
    /// so that the places are filled in their order.
    private func column<Value>(
        in storage: ColumnStorage,
        _ fill: (
            _ place: Int, _ entries: [Int], _ values: UnsafeMutablePointer<Value>, _ count: inout Int
        ) -> Void
    ) -> Column<Value> {
        let capacity = max(1, tastes.neighborItems.count)
        let zeros = storage.zeros(capacity * MemoryLayout<Value>.stride)
        let values = zeros.start.bindMemory(to: Value.self, capacity: capacity)
        var count = 0
        for (row, place) in places.enumerated() where place >= 0 {
            if row % Self.restStep == 0 {
                rest()
                zeros.rest()
            }
            let entries = (Int(tastes.neighborOffsets[row])..<Int(tastes.neighborOffsets[row + 1])).filter {
                places[Int(tastes.neighborItems[$0])] >= 0
            }
            fill(Int(place), entries, values, &count)
        }
        zeros.rest()
        return zeros.column(count: count)
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
