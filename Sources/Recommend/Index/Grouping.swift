import CatalogCore

/// The members of each row: one array with the offset of each row's first.
struct Grouping<Member: BitwiseCopyable & Sendable>: Sendable {
    let offsets: Column<Int32>
    let members: Column<Member>

    var rowCount: Int { offsets.count - 1 }

    /// Nil where the parts do not agree.
    init?(offsets: Column<Int32>, members: Column<Member>) {
        guard offsets.count > 0, offsets[0] == 0, Int(offsets[offsets.count - 1]) == members.count else {
            return nil
        }
        self.offsets = offsets
        self.members = members
    }

    /// Gathers pairs, which come in any order; members of a row keep theirs.
    init(rowCount: Int, rows: [Int32], members: [Member]) {
        let entries = Grouping<Int32>(entriesOf: rows, rowCount: rowCount)
        offsets = entries.offsets
        self.members = Column((0..<rows.count).map { members[Int(entries.members[$0])] })
    }

    subscript(row: Int) -> [Member] {
        let start = Int(offsets[row])
        return members.values(start..<max(start, Int(offsets[row + 1])))
    }

    /// The first member of a row, without an array.
    func first(_ row: Int) -> Member? {
        let start = offsets[row]
        return offsets[row + 1] > start ? members[Int(start)] : nil
    }
}

extension Grouping<Int32> {
    /// The places at which each row is named, ascending.
    init(entriesOf rows: [Int32], rowCount: Int) {
        var offsets = [Int32](repeating: 0, count: rowCount + 1)
        for row in rows { offsets[Int(row) + 1] += 1 }
        for row in 0..<rowCount { offsets[row + 1] += offsets[row] }
        var next = offsets
        let memory = ColumnMemory(byteCount: rows.count * MemoryLayout<Int32>.stride)
        let order = memory.start.bindMemory(to: Int32.self, capacity: max(1, rows.count))
        for (entry, row) in rows.enumerated() {
            order[Int(next[Int(row)])] = Int32(entry)
            next[Int(row)] += 1
        }
        self.offsets = Column(offsets)
        members = Column(memory, count: rows.count)
    }
}

/// Rows by key: for each artist or genre its tracks.
struct KeyedGrouping: Sendable {
    /// Ascending.
    let keys: Column<Int64>
    let groups: Grouping<Int32>

    init?(keys: Column<Int64>, offsets: Column<Int32>, members: Column<Int32>) {
        guard let groups = Grouping(offsets: offsets, members: members), groups.rowCount == keys.count else {
            return nil
        }
        self.keys = keys
        self.groups = groups
    }

    /// The inverse of a grouping: the rows of each member.
    init(inverting grouping: Grouping<Int64>) {
        let keys = Column(Set(grouping.members.values).sorted())
        var rows: [Int32] = []
        var members: [Int32] = []
        for row in 0..<grouping.rowCount {
            for key in grouping[row] {
                guard let place = keys.place(of: key) else { continue }
                rows.append(Int32(place))
                members.append(Int32(row))
            }
        }
        self.keys = keys
        groups = Grouping(rowCount: keys.count, rows: rows, members: members)
    }

    subscript(key: Int64) -> [Int32] { keys.place(of: key).map { groups[$0] } ?? [] }
}
