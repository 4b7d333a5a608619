import CatalogCore
import Learning

/// What was learned of a catalog, over the indices of its `TrackTable`; any of it may be missing.
package struct RecommendationModels: Sendable {
    /// Factors of what people play; rare tracks drawn to where they sound.
    package let factors: FoldIn?
    package let neighbors: NeighborLists?
    package let head: HeadWeights?
    /// Unit rows of where tracks sound; a row of zeros is a track that nobody has heard.
    package let sound: VectorRows?
    /// By track, what `TrendScale.score` reads.
    package let trends: Column<Double>
    package let plan: ServingPlan
    /// A graph over `sound` by the same places, where the catalog is large and a program runs on; nil for exact search.
    package let graph: GraphVectorIndex?

    package init(
        factors: FoldIn?, neighbors: NeighborLists?, head: HeadWeights?, sound: VectorRows?,
        trends: Column<Double>, plan: ServingPlan, graph: GraphVectorIndex? = nil
    ) {
        self.factors = factors
        self.neighbors = neighbors
        self.head = head
        self.sound = sound
        self.trends = trends
        self.plan = plan
        self.graph = graph
    }

    /// The same with other trends.
    func with(trends: Column<Double>) -> RecommendationModels {
        RecommendationModels(
            factors: factors, neighbors: neighbors, head: head, sound: sound, trends: trends, plan: plan,
            graph: graph)
    }

    /// The same with a graph over its sound.
    func with(_ graph: GraphVectorIndex) -> RecommendationModels {
        RecommendationModels(
            factors: factors, neighbors: neighbors, head: head, sound: sound, trends: trends, plan: plan,
            graph: graph)
    }

    package func has(_ component: ServingPlan.Component) -> Bool {
        switch component {
        case .factors: factors != nil
        case .head: head != nil
        case .neighbors: neighbors != nil
        case .sound: sound != nil
        case .popularity: true
        }
    }

    /// Tracks near each of some points of the space of sound, among those allowed; see `VectorRows.search`.
    func nearest(toSounds queries: [[Float]], limit: Int, allowed: BitSet, isExact: Bool) -> [[ScoredItem]] {
        guard let sound else { return queries.map { _ in [] } }
        if let graph, let width = VectorIndex.graphWidth(limit: limit, allowed: allowed) {
            return queries.map { graph.search($0, limit: limit, width: width, allowed: allowed) }
        }
        return sound.search(queries, limit: limit, allowed: allowed, isExact: isExact)
    }

    /// Tracks near a point of the space of sound, among those allowed.
    func nearest(toSound query: [Float], limit: Int, allowed: BitSet) -> [ScoredItem] {
        nearest(toSounds: [query], limit: limit, allowed: allowed, isExact: true)[0]
    }

    /// The unit embedding of a track, nil where nobody has heard it.
    package func embedding(of track: Int32) -> [Float]? {
        guard let sound, sound.isPresent(Int(track)) else { return nil }
        return sound[Int(track)]
    }
}

extension RecommendationModels {
    func add(to writer: inout SectionWriter) throws {
        writer.add(.trends, trends)
        writer.add(.plan, Column(try PlanText.encode(plan)))
        if let sound {
            writer.add(.soundDimension, Column([Int32(sound.dimension)]))
            writer.add(sound, .sound)
        }
        if let factors {
            writer.add(.parameters, Column(try PlanText.encode(factors.parameters)))
            writer.add(factors.items, .factors)
            writer.add(.factorGram, factors.gram)
        }
        if let neighbors {
            writer.add(.neighborOffsets, neighbors.offsets)
            writer.add(.neighborItems, neighbors.items)
            writer.add(.neighborShorts, neighbors.shorts)
            writer.add(.neighborUnits, neighbors.units)
        }
        if let head {
            writer.add(.headItems, head.items)
            writer.add(.headWeights, head.weights)
        }
    }

    /// Nil where a part that is there does not fit.
    init?(_ reader: SectionReader, trackCount: Int) {
        guard let trends: Column<Double> = reader.column(.trends), trends.count == trackCount,
            let planText: Column<UInt8> = reader.column(.plan),
            let plan = try? PlanText.decode(ServingPlan.self, planText.values)
        else { return nil }
        var factors: FoldIn?
        if let text: Column<UInt8> = reader.column(.parameters) {
            guard let parameters = try? PlanText.decode(ImplicitALS.Parameters.self, text.values),
                let items = VectorRows(
                    reader, count: trackCount, dimension: parameters.dimension, .factors),
                let gram: Column<Float> = reader.column(.factorGram),
                let whole = FoldIn(parameters: parameters, items: items, gram: gram)
            else { return nil }
            factors = whole
        }
        var neighbors: NeighborLists?
        if let offsets: Column<Int32> = reader.column(.neighborOffsets) {
            guard let items: Column<Int32> = reader.column(.neighborItems),
                let shorts: Column<Int16> = reader.column(.neighborShorts),
                let units: Column<Float> = reader.column(.neighborUnits),
                let lists = NeighborLists(
                    trackCount: trackCount, offsets: offsets, items: items, shorts: shorts, units: units)
            else { return nil }
            neighbors = lists
        }
        var head: HeadWeights?
        if let items: Column<Int32> = reader.column(.headItems) {
            guard let weights: Column<Float> = reader.column(.headWeights),
                let whole = HeadWeights(items: items, weights: weights)
            else { return nil }
            head = whole
        }
        var sound: VectorRows?
        if let dimension: Column<Int32> = reader.column(.soundDimension) {
            guard dimension.count == 1,
                let rows = VectorRows(
                    reader, count: trackCount, dimension: Int(dimension[0]), .sound)
            else { return nil }
            sound = rows
        }
        self.init(
            factors: factors, neighbors: neighbors, head: head, sound: sound, trends: trends, plan: plan)
    }
}

/// Where the parts of vectors lie.
private struct VectorSections {
    let shorts, units, bytes, scales, present: IndexSection
    let cellRows, cellBlocks, cellCenters, cellBounds, cellSpreads: IndexSection

    static let sound = VectorSections(
        shorts: .soundShorts, units: .soundUnits, bytes: .soundBytes, scales: .soundScales,
        present: .soundPresent,
        cellRows: .soundCellRows, cellBlocks: .soundCellBlocks, cellCenters: .soundCellCenters,
        cellBounds: .soundCellBounds, cellSpreads: .soundCellSpreads)
    static let factors = VectorSections(
        shorts: .factorShorts, units: .factorUnits, bytes: .factorBytes, scales: .factorScales,
        present: .factorPresent,
        cellRows: .factorCellRows, cellBlocks: .factorCellBlocks, cellCenters: .factorCellCenters,
        cellBounds: .factorCellBounds, cellSpreads: .factorCellSpreads)
}

extension SectionWriter {
    fileprivate mutating func add(_ rows: VectorRows, _ sections: VectorSections) {
        add(sections.shorts, rows.shorts)
        add(sections.units, rows.units)
        add(sections.bytes, rows.quantized)
        add(sections.scales, rows.scales)
        add(sections.present, rows.present)
        guard let cells = rows.cells else { return }
        add(sections.cellRows, cells.rows)
        add(sections.cellBlocks, cells.firstBlocks)
        add(sections.cellCenters, cells.centers)
        add(sections.cellBounds, cells.bounds)
        add(sections.cellSpreads, cells.spreads)
    }
}

extension VectorRows {
    fileprivate init?(_ reader: SectionReader, count: Int, dimension: Int, _ sections: VectorSections) {
        guard let shorts: Column<Int16> = reader.column(sections.shorts),
            let units: Column<Float> = reader.column(sections.units),
            let bytes: Column<UInt8> = reader.column(sections.bytes),
            let scales: Column<Float> = reader.column(sections.scales),
            let present: Column<UInt64> = reader.column(sections.present)
        else { return nil }
        var cells: VectorCells?
        if let rows: Column<Int32> = reader.column(sections.cellRows) {
            guard let blocks: Column<Int32> = reader.column(sections.cellBlocks),
                let centers: Column<Float> = reader.column(sections.cellCenters),
                let bounds: Column<Float> = reader.column(sections.cellBounds),
                let spreads: Column<Float> = reader.column(sections.cellSpreads),
                let whole = VectorCells(
                    rows: rows, firstBlocks: blocks, centers: centers, bounds: bounds, spreads: spreads,
                    dimension: dimension)
            else { return nil }
            cells = whole
        }
        self.init(
            count: count, dimension: dimension, shorts: shorts, units: units, quantized: bytes,
            scales: scales,
            present: present, cells: cells)
    }
}
