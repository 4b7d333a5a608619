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
    /// Products of smaller numbers foretell less than one play in a million.
    private static let vanishedFactor: Float = 1e-3

    /// Learns from a table with the parameters that are given; nil where nobody liked anything.
    package init?(
        _ feedback: FeedbackTable, factorisation: ImplicitALS.Parameters, neighbors: ItemNeighbors.Parameters,
        head: EASE.Parameters?, plan: ServingPlan, monitor: JobMonitor = .silent
    ) throws {
        guard feedback.interactions.weights.contains(where: { $0 > 0 }) else { return nil }
        let training = TrainingSet(feedback.interactions)
        let factors = ImplicitALS.fit(training.matrix, parameters: factorisation, monitor: monitor)
        let lists = try ItemNeighbors.fit(training, parameters: neighbors, monitor: monitor).neighbors
        tracks = Column(feedback.tracks.map(\.rawValue))
        counts = Column(training.matrix.columnEntryCounts().map { Int32($0) })
        trends = Column(feedback.trends)
        parameters = factorisation
        var values: [Float] = []
        values.reserveCapacity(tracks.count * factorisation.dimension)
        for row in 0..<tracks.count { values += factors.itemFactors[row] }
        // A fit that has all but vanished orders tracks by its rounding errors: zeros say that nothing was learned.
        let largest = values.reduce(Float(0)) { max($0, abs($1)) }
        if largest < Self.vanishedFactor { values = [Float](repeating: 0, count: values.count) }
        self.factors = Column(values)
        neighborOffsets = Column(lists.offsets.map { Int32($0) })
        neighborItems = Column(lists.columns)
        neighborScores = Column(lists.values)
        self.head = try head.map { Column(try EASE.fit(training, parameters: $0).weights) }
        self.plan = plan
        learnedEvent = feedback.lastEvent
        bytes = nil
    }

    package func encoded() throws -> [UInt8] {
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
        return try writer.encoded()
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
