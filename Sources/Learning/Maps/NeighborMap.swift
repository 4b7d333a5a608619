import CatalogCore

/// Points of many dimensions in the plane, neighbours beside neighbours: t-SNE with Barnes and Hut's approximation.
///
/// van der Maaten and Hinton, "Visualizing data using t-SNE", JMLR 9, 2008; van der Maaten, "Accelerating t-SNE using
/// tree-based algorithms", JMLR 15, 2014; the start from principal components and the learning rate: Kobak and Berens,
/// "The art of using t-SNE for single-cell transcriptomics", 2019; Belkina et al., 2019.
package struct NeighborMap: Sendable {
    package struct Options: Sendable {
        /// About how many neighbours of a point count.
        package var perplexity = 30.0
        package var iterations = 1_000
        /// How wide a square may look from afar to be taken as one point; 0 takes each for itself.
        package var accuracy = 0.5

        package init() {}
    }

    package static let pointsMin = 5
    package static let pointsMax = 200_000
    private static let exaggeration: Float = 12
    private static let exaggeratedIterations = 250
    private static let startDeviation: Float = 1e-4
    private static let leastGain: Float = 0.01
    private static let pointsInChunk = 64

    /// x and y of each row.
    package let points: VectorTable

    /// Places the rows of a table, whose columns count by their spread; throws where a person asked for an end.
    package init(of table: VectorTable, options: Options = Options(), monitor: JobMonitor = .silent) throws {
        precondition(
            (Self.pointsMin...Self.pointsMax).contains(table.rows), "the points are within their limits")
        let count = table.rows
        // A point has fewer others than three times the perplexity in a small table.
        let perplexity = min(options.perplexity, Double(count - 1) / 3)
        let affinities = NeighborAffinities(of: table, perplexity: perplexity)
        var descent = MapDescent(
            points: Self.start(table), affinities: affinities,
            squaredAccuracy: Float(options.accuracy * options.accuracy),
            rate: max(Float(count) / Self.exaggeration / 4, 50), leastGain: Self.leastGain,
            chunk: Self.pointsInChunk)
        for iteration in 0..<options.iterations {
            if monitor.isCancelled { throw CancellationError() }
            if iteration % 50 == 0 {
                monitor.report(
                    Progress(
                        activity: "drawing the map", completed: Double(iteration),
                        total: Double(options.iterations)))
            }
            let isEarly = iteration < min(Self.exaggeratedIterations, options.iterations / 2)
            descent.step(exaggeration: isEarly ? Self.exaggeration : 1, momentum: isEarly ? 0.5 : 0.8)
        }
        points = VectorTable(columns: 2, values: descent.points)
    }

    /// The first two principal components, small.
    private static func start(_ table: VectorTable) -> [Float] {
        let components = PrincipalComponents(of: table)
        let projected =
            table.columns > 1
            ? components.project(table, to: 2)
            : table.joined(with: VectorTable(columns: 1, values: table.values.map { $0 * 0.5 }))
        let deviation = Float((components.variances.first ?? 1).squareRoot())
        return projected.values.map { deviation > 0 ? $0 / deviation * startDeviation : 0 }
    }
}
