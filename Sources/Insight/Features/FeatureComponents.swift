import Learning

/// The directions in which a table varies most, over standardised columns.
package struct FeatureComponents: Sendable {
    package struct Component: Sendable {
        package let number: Int
        /// The share of the variance that lies along it.
        package let explained: Double
        package let cumulative: Double
        /// How strongly each feature goes along with it, the strongest first.
        package let loadings: [(feature: String, weight: Double)]
    }

    package let components: [Component]
    /// Each row's place on the first two.
    package let places: VectorTable

    package init(of table: FeatureTable, count: Int) {
        let scaled = Standardizer(of: table.values).apply(to: table.values)
        let found = PrincipalComponents(of: scaled)
        let total = max(found.variances.reduce(0, +), .leastNormalMagnitude)
        var sum = 0.0
        components = (0..<min(count, table.columns.count)).map { number in
            sum += found.variances[number]
            let direction = found.directions[number]
            // The sign of a direction says nothing: its strongest feature points up.
            let strongest = direction.max { abs($0) < abs($1) } ?? 1
            let sign: Double = strongest < 0 ? -1 : 1
            let loadings = zip(table.columns, direction).map { (feature: $0.name, weight: sign * $1) }
            return Component(
                number: number + 1, explained: found.variances[number] / total, cumulative: sum / total,
                loadings: loadings.sorted { (abs($1.weight), $0.feature) < (abs($0.weight), $1.feature) })
        }
        places = found.project(scaled, to: min(2, table.columns.count))
    }
}
