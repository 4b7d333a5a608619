import CatalogCore
import Learning

/// Matrices and tables for tests, from a seed.
enum SparseFixture {
    static func random(rows: Int, columns: Int, entries: Int, seed: UInt64) -> SparseMatrix {
        table(users: rows, items: columns, entries: entries, seed: seed).matrix()
    }

    static func table(users: Int, items: Int, entries: Int, seed: UInt64) -> Interactions {
        var generator = SplitMix64(seed: seed)
        var table = Interactions(userCount: users, itemCount: items)
        for place in 0..<entries {
            table.append(
                user: Int32(generator.index(below: users)), item: Int32(generator.index(below: items)),
                weight: 1 + generator.uniformFloat(), timeSeconds: Double(place))
        }
        return table
    }

    /// Listeners of two camps: even users meet even items, odd users odd ones, each pair with probability 0.6.
    static func checkerboard(users: Int, items: Int, seed: UInt64) -> Interactions {
        var generator = SplitMix64(seed: seed)
        var table = Interactions(userCount: users, itemCount: items)
        for user in 0..<users {
            for item in 0..<items where item % 2 == user % 2 && generator.uniform() < 0.6 {
                table.append(user: Int32(user), item: Int32(item), timeSeconds: generator.uniform())
            }
        }
        return table
    }
}
