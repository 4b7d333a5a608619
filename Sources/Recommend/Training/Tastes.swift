import CatalogCore
import Learning

/// What was learned from people, by track: what a catalog keeps as a model, and what an index is made from.
package struct Tastes: Sendable {
    /// The tracks that anybody met, ascending.
    package let tracks: Column<Int64>
    /// How many people met each.
    package let counts: Column<Int32>
    /// By track, what `TrendScale.score` reads.
    package let trends: Column<Double>
    package let parameters: ImplicitALS.Parameters
    /// Row after row, `parameters.dimension` each.
    package let factors: Column<Float>
    let neighborOffsets: Column<Int32>
    let neighborItems: Column<Int32>
    let neighborScores: Column<Float>
    /// EASE's weights between all the tracks; nil where there are too many or they are not used.
    let head: Column<Float>?
    package let plan: ServingPlan
    /// The last event that was learned from.
    package let learnedEvent: Int64
    /// Where all of it lies; nil for what was just learned.
    private let bytes: Column<UInt8>?

    private static let version: Int64 = 1
    private static let dimensionMax = 4_096
    /// After so many tracks what was written of a file is given back.
    private static let restStep = 1 << 13
    /// Products of smaller numbers foretell less than one play in a million.
    private static let vanishedFactor: Float = 1e-3

    /// Learns from a table with the parameters that are given; nil where nobody liked anything. The table is let go of as
    /// soon as its matrix is made.
    ///
    /// - Parameter storage: where the large columns lie.
    package init?(
        _ feedback: consuming FeedbackTable, factorisation: ImplicitALS.Parameters,
        neighbors: ItemNeighbors.Parameters, head: EASE.Parameters?, plan: ServingPlan,
        in storage: ColumnStorage = .memory, monitor: JobMonitor = .silent
    ) throws {
        guard feedback.interactions.weights.contains(where: { $0 > 0 }) else { return nil }
        tracks = Column(feedback.tracks.map(\.rawValue))
        trends = Column(feedback.trends)
        learnedEvent = feedback.lastEvent
        let matrix = feedback.matrixAlone()
        counts = Column(matrix.columnEntryCounts().map { Int32($0) })
        factors = Self.kept(
            ImplicitALS.fit(matrix, parameters: factorisation, monitor: monitor).itemFactors, in: storage)
        (neighborOffsets, neighborItems, neighborScores) = Self.lists(matrix, neighbors, in: storage)
        self.head = try head.map {
            Column(try EASE.fit(TrainingSet(matrix: matrix), parameters: $0).weights)
        }
        parameters = factorisation
        self.plan = plan
        bytes = nil
    }

    private static func kept(_ factors: FactorMatrix, in storage: ColumnStorage) -> Column<Float> {
        let (count, dimension) = (factors.rowCount, factors.dimension)
        let zeros = storage.zeros(count * dimension * MemoryLayout<Float>.stride)
        let target = zeros.start.bindMemory(to: Float.self, capacity: count * dimension)
        // A fit that has all but vanished orders tracks by its rounding errors: zeros say that nothing was learned.
        let isVanished = factors.values.allSatisfy { abs($0) < vanishedFactor }
        for row in 0..<count where !isVanished {
            if row % restStep == 0 { zeros.rest() }
            (target + row * dimension).update(from: factors[row], count: dimension)
        }
        zeros.rest()
        return zeros.column(count: count * dimension)
    }

    private static func lists(
        _ matrix: SparseMatrix, _ parameters: ItemNeighbors.Parameters, in storage: ColumnStorage
    ) -> (offsets: Column<Int32>, items: Column<Int32>, scores: Column<Float>) {
        let capacity = matrix.columnCount * min(parameters.neighborCount, max(1, matrix.columnCount))
        let places = (storage.zeros(capacity * 4), storage.zeros(capacity * 4))
        let items = places.0.start.bindMemory(to: Int32.self, capacity: capacity)
        let scores = places.1.start.bindMemory(to: Float.self, capacity: capacity)
        var offsets: [Int32] = [0]
        var count = 0
        ItemNeighbors.forEachRow(of: matrix, parameters: parameters) { row in
            if offsets.count % restStep == 0 {
                places.0.rest()
                places.1.rest()
            }
            for neighbor in row {
                items[count] = neighbor.item
                scores[count] = neighbor.score
                count += 1
            }
            offsets.append(Int32(count))
        }
        places.0.rest()
        places.1.rest()
        return (Column(offsets), places.0.column(count: count), places.1.column(count: count))
    }

    package func encoded() throws -> [UInt8] { try writer().encoded() }

    func writer() throws -> SectionWriter {
        var writer = SectionWriter()
        writer.add(.stamp, Column([Self.version, learnedEvent]))
        writer.add(.plan, Column(try PlanText.encode(plan)))
        writer.add(.parameters, Column(try PlanText.encode(parameters)))
        writer.add(.tracks, tracks)
        writer.add(.counts, counts)
        writer.add(.trends, trends)
        writer.add(.factorFloats, factors)
        writer.add(.neighborOffsets, neighborOffsets)
        writer.add(.neighborItems, neighborItems)
        writer.add(.neighborScores, neighborScores)
        if let head { writer.add(.headWeights, head) }
        return writer
    }

    package init(decoding bytes: [UInt8]) throws(RecommendError) {
        try self.init(reading: SectionReader(copying: bytes), in: nil)
    }

    /// Reads them where they lie, which the columns keep.
    package init(in bytes: Column<UInt8>) throws(RecommendError) {
        try self.init(reading: SectionReader(bytes.bytes, keptBy: bytes), in: bytes)
    }

    /// Gives back the memory of what was read of a mapped file.
    func rest() { bytes?.rest() }

    private init(reading reader: SectionReader?, in bytes: Column<UInt8>?) throws(RecommendError) {
        guard let reader else {
            throw .damagedTastes("it is no container of columns, or not whole")
        }
        guard let stamp: Column<Int64> = reader.column(.stamp), stamp.count == 2, stamp[0] == Self.version
        else {
            throw .damagedTastes("its version is another")
        }
        guard let planText: Column<UInt8> = reader.column(.plan),
            let plan = try? PlanText.decode(ServingPlan.self, planText.values), !plan.steps.isEmpty,
            let text: Column<UInt8> = reader.column(.parameters),
            let parameters = try? PlanText.decode(ImplicitALS.Parameters.self, text.values),
            (1...Self.dimensionMax).contains(parameters.dimension), parameters.regularization > 0
        else { throw .damagedTastes("its parameters make no sense") }
        guard let tracks: Column<Int64> = reader.column(.tracks),
            let counts: Column<Int32> = reader.column(.counts), counts.count == tracks.count,
            let trends: Column<Double> = reader.column(.trends), trends.count == tracks.count,
            let factors: Column<Float> = reader.column(.factorFloats),
            factors.count == tracks.count * parameters.dimension,
            let offsets: Column<Int32> = reader.column(.neighborOffsets),
            let items: Column<Int32> = reader.column(.neighborItems),
            let scores: Column<Float> = reader.column(.neighborScores),
            offsets.count == tracks.count + 1, offsets[0] == 0, scores.count == items.count,
            Int(offsets[tracks.count]) == items.count,
            items.allSatisfy({ $0 >= 0 && Int($0) < tracks.count })
        else { throw .damagedTastes("its columns are not of one length") }
        let head: Column<Float>? = reader.column(.headWeights)
        guard head.map({ $0.count == tracks.count * tracks.count }) ?? true else {
            throw .damagedTastes("its weights are not square")
        }
        bytes?.rest()
        guard factors.allSatisfy(\.isFinite), trends.allSatisfy(\.isFinite) else {
            throw .damagedTastes("a number in it is none")
        }
        bytes?.rest()
        self.bytes = bytes
        self.tracks = tracks
        self.counts = counts
        self.trends = trends
        self.parameters = parameters
        self.factors = factors
        neighborOffsets = offsets
        neighborItems = items
        neighborScores = scores
        self.head = head
        self.plan = plan
        learnedEvent = stamp[1]
    }
}
