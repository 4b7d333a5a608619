import CatalogCore

/// The rows of a table that lie nearest to others, exact: distances of a block of rows are one matrix product.
package enum NearestRows {
    package struct Neighbor: Sendable, Equatable {
        package let row: Int
        package let squaredDistance: Float
    }

    /// The `count` nearest rows of `table` to each row of `asked`, nearest first; the first of equals.
    package static func find(
        count: Int, of asked: VectorTable, among table: VectorTable, rowsInBlock: Int = 256
    ) -> [[Neighbor]] {
        precondition(asked.columns == table.columns, "both tables have the same columns")
        let wanted = min(count, table.rows)
        let squares = squaredLengths(of: table)
        return stride(from: 0, to: asked.rows, by: rowsInBlock).flatMap { start -> [[Neighbor]] in
            let block = asked.selecting(Array(start..<min(asked.rows, start + rowsInBlock)))
            let products = EngineThreads.fitting(multiplications: block.rows * table.values.count) {
                MatrixProduct.multiply(
                    block.values, table.values, rightOrientation: .transposed, rows: block.rows,
                    inner: table.columns, columns: table.rows)
            }
            let own = squaredLengths(of: block)
            return Parallel.mapChunks(of: block.rows, chunkSize: 16) { _, rows in
                rows.map { row in
                    nearest(wanted, products[row * table.rows..<(row + 1) * table.rows], squares, own[row])
                }
            }.flatMap { $0 }
        }
    }

    package static func squaredLengths(of table: VectorTable) -> [Float] {
        (0..<table.rows).map { row in Float(table.row(row).reduce(0.0) { $0 + Double($1) * Double($1) }) }
    }

    /// Keeps the best in order by insertion: few are wanted of many.
    private static func nearest(
        _ count: Int, _ products: ArraySlice<Float>, _ squares: [Float], _ own: Float
    ) -> [Neighbor] {
        guard count > 0 else { return [] }
        var best: [Neighbor] = []
        best.reserveCapacity(count + 1)
        var worst = Float.infinity
        for (row, product) in products.enumerated() {
            let distance = max(0, squares[row] + own - 2 * product)
            guard best.count < count || distance < worst else { continue }
            var place = best.count
            while place > 0 && best[place - 1].squaredDistance > distance { place -= 1 }
            best.insert(Neighbor(row: row, squaredDistance: distance), at: place)
            if best.count > count { best.removeLast() }
            worst = best[best.count - 1].squaredDistance
        }
        return best
    }
}
