/// A list of numbers for each of many rows, in two arrays.
struct RowLists: Sendable {
    private let starts: [Int32]
    private let members: [Int32]

    /// - Parameter pairs: row and member, in any order of rows; the order within a row is kept.
    init(rowCount: Int, pairs: [(row: Int32, member: Int32)]) {
        var starts = [Int32](repeating: 0, count: rowCount + 1)
        for pair in pairs { starts[Int(pair.row) + 1] += 1 }
        for row in 0..<rowCount { starts[row + 1] += starts[row] }
        var next = starts
        var members = [Int32](repeating: 0, count: pairs.count)
        for pair in pairs {
            members[Int(next[Int(pair.row)])] = pair.member
            next[Int(pair.row)] += 1
        }
        self.starts = starts
        self.members = members
    }

    @inline(__always)
    subscript(row: Int) -> ArraySlice<Int32> { members[Int(starts[row])..<Int(starts[row + 1])] }
}
