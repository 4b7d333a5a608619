import CatalogCore

/// Whether neighbours on a map are neighbours in truth: 1 where all are, lower the farther off false ones come from.
///
/// Venna and Kaski, "Neighborhood preservation in nonlinear projection methods", ICANN 2001.
package enum Trustworthiness {
    package static func measure(_ map: VectorTable, of table: VectorTable, neighborCount: Int = 5) -> Double {
        precondition(map.rows == table.rows, "each row has a point")
        let count = table.rows
        precondition(
            neighborCount > 0 && 2 * neighborCount < count, "there are more rows than twice the neighbours")
        let near = NearestRows.find(count: neighborCount + 1, of: map, among: map)
        let penalties = Parallel.mapChunks(of: count, chunkSize: 32) { _, rows in
            rows.reduce(0.0) { sum, row in
                let own = Array(table.row(row))
                let distances = (0..<count).map { other -> Float in
                    var squared: Float = 0
                    for (value, theirs) in zip(own, table.row(other)) {
                        squared += (value - theirs) * (value - theirs)
                    }
                    return squared
                }
                return sum
                    + near[row].filter { $0.row != row }.prefix(neighborCount).reduce(0.0) {
                        penalty, neighbor in
                        // How many others are nearer, the row itself not among them.
                        let nearer = distances.indices.count {
                            $0 != row && $0 != neighbor.row
                                && (distances[$0], $0) < (distances[neighbor.row], neighbor.row)
                        }
                        return penalty + Double(max(0, nearer + 1 - neighborCount))
                    }
            }
        }
        let (n, k) = (Double(count), Double(neighborCount))
        return 1 - 2 / (n * k * (2 * n - 3 * k - 1)) * penalties.reduce(0, +)
    }
}
