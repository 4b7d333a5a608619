/// A sparse matrix by rows: user × item with one weight per pair that was seen.
///
/// Invariants: `offsets` ascends from 0 to the number of entries; inside a row the columns ascend and are distinct.
package struct SparseMatrix: Sendable, Equatable {
    package let rowCount: Int
    package let columnCount: Int
    package let offsets: [Int]
    package let columns: [Int32]
    package let values: [Float]

    /// A row as its columns and values.
    package struct Row: Sendable {
        package let columns: ArraySlice<Int32>
        package let values: ArraySlice<Float>
        package var count: Int { columns.count }
    }

    /// Sums the values of entries that name the same cell.
    ///
    /// Two counting sorts: O(entries + rows + columns).
    package init(rowCount: Int, columnCount: Int, rows: [Int32], columns: [Int32], values: [Float]) {
        precondition(rows.count == columns.count && columns.count == values.count, "an entry has three parts")
        precondition(columnCount <= Int(Int32.max) && rowCount <= Int(Int32.max), "an index fits in 32 bits")
        let byColumn = SparseMatrix.sorted(
            rows: columns, columns: rows, values: values, rowCount: columnCount)
        let transposedRows = SparseMatrix.rowOfEachEntry(byColumn.offsets)
        let byRow = SparseMatrix.sorted(
            rows: byColumn.columns, columns: transposedRows, values: byColumn.values, rowCount: rowCount)
        self.init(rowCount: rowCount, columnCount: columnCount, merging: byRow)
    }

    /// Takes parts that already obey the invariants.
    package init(rowCount: Int, columnCount: Int, offsets: [Int], columns: [Int32], values: [Float]) {
        precondition(offsets.count == rowCount + 1, "a matrix has one offset more than rows")
        precondition(
            offsets.last == columns.count && columns.count == values.count, "offsets cover the entries")
        self.rowCount = rowCount
        self.columnCount = columnCount
        self.offsets = offsets
        self.columns = columns
        self.values = values
    }

    package var entryCount: Int { values.count }

    package func range(ofRow row: Int) -> Range<Int> { offsets[row]..<offsets[row + 1] }

    package func row(_ row: Int) -> Row {
        Row(columns: columns[range(ofRow: row)], values: values[range(ofRow: row)])
    }

    /// Lends all columns and values, row after row; nil pointers where there are none.
    func withUnsafeEntries(_ body: (UnsafePointer<Int32>?, UnsafePointer<Float>?) -> Void) {
        columns.withUnsafeBufferPointer { columns in
            values.withUnsafeBufferPointer { body(columns.baseAddress, $0.baseAddress) }
        }
    }

    /// The same entries by columns.
    package func transposed() -> SparseMatrix {
        let rows = SparseMatrix.rowOfEachEntry(offsets)
        let parts = SparseMatrix.sorted(rows: columns, columns: rows, values: values, rowCount: columnCount)
        return SparseMatrix(
            rowCount: columnCount, columnCount: rowCount, offsets: parts.offsets, columns: parts.columns,
            values: parts.values)
    }

    /// The same cells with other values.
    package func mapValues(_ transform: (_ row: Int, _ column: Int, _ value: Float) -> Float) -> SparseMatrix
    {
        var mapped = values
        for row in 0..<rowCount {
            for entry in range(ofRow: row) {
                mapped[entry] = transform(row, Int(columns[entry]), values[entry])
            }
        }
        return SparseMatrix(
            rowCount: rowCount, columnCount: columnCount, offsets: offsets, columns: columns, values: mapped)
    }

    /// How many entries each column has.
    package func columnEntryCounts() -> [Int] {
        var counts = [Int](repeating: 0, count: columnCount)
        for column in columns { counts[Int(column)] += 1 }
        return counts
    }

    // MARK: - Building

    private typealias Parts = (offsets: [Int], columns: [Int32], values: [Float])

    private init(rowCount: Int, columnCount: Int, merging parts: consuming Parts) {
        var offsets = [0]
        offsets.reserveCapacity(rowCount + 1)
        var columns = parts.columns
        var values = parts.values
        var kept = 0
        for row in 0..<rowCount {
            let start = kept
            for entry in parts.offsets[row]..<parts.offsets[row + 1] {
                if kept > start && columns[kept - 1] == columns[entry] {
                    values[kept - 1] += values[entry]
                } else {
                    columns[kept] = columns[entry]
                    values[kept] = values[entry]
                    kept += 1
                }
            }
            offsets.append(kept)
        }
        columns.removeLast(columns.count - kept)
        values.removeLast(values.count - kept)
        self.init(
            rowCount: rowCount, columnCount: columnCount, offsets: offsets, columns: columns, values: values)
    }

    /// A stable counting sort by row.
    private static func sorted(
        rows: [Int32], columns: [Int32], values: [Float], rowCount: Int
    ) -> Parts {
        var offsets = [Int](repeating: 0, count: rowCount + 1)
        for row in rows { offsets[Int(row) + 1] += 1 }
        for row in 0..<rowCount { offsets[row + 1] += offsets[row] }
        var next = offsets
        var sortedColumns = [Int32](repeating: 0, count: rows.count)
        var sortedValues = [Float](repeating: 0, count: rows.count)
        for entry in rows.indices {
            let row = Int(rows[entry])
            let place = next[row]
            next[row] = place + 1
            sortedColumns[place] = columns[entry]
            sortedValues[place] = values[entry]
        }
        return (offsets, sortedColumns, sortedValues)
    }

    private static func rowOfEachEntry(_ offsets: [Int]) -> [Int32] {
        var rows = [Int32](repeating: 0, count: offsets[offsets.count - 1])
        for row in 0..<offsets.count - 1 {
            for entry in offsets[row]..<offsets[row + 1] { rows[entry] = Int32(row) }
        }
        return rows
    }
}
