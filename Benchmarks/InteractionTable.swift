import FoundationEssentials
import Learning

/// Reads tables of `user item weight [time]` for the recommender benchmarks.
enum InteractionTable {
    /// Rows of a text table, fields split at a separator, the first line left out.
    static func rows(_ path: String, separator: Character = "\t") throws -> [[Substring]] {
        let text = try String(contentsOfFile: path, encoding: .utf8)
        return text.split(whereSeparator: \.isNewline).dropFirst().map {
            $0.split(separator: separator, omittingEmptySubsequences: false)
        }
    }

    /// A table with dense indices in the order of first appearance, and the names of the items.
    static func read(
        _ path: String, weight: (Float) -> Float
    ) throws -> (table: Interactions, itemNames: [String]) {
        var users: [Substring: Int32] = [:]
        var items: [Substring: Int32] = [:]
        var itemNames: [String] = []
        let rows = try rows(path)
        for row in rows {
            if users[row[0]] == nil { users[row[0]] = Int32(users.count) }
            if items[row[1]] == nil {
                items[row[1]] = Int32(items.count)
                itemNames.append(String(row[1]))
            }
        }
        var table = Interactions(userCount: users.count, itemCount: items.count)
        for row in rows {
            guard let user = users[row[0]], let item = items[row[1]], let value = Float(row[2]) else {
                continue
            }
            let time = row.count > 3 ? Double(row[3]) ?? 0 : 0
            table.append(user: user, item: item, weight: weight(value), timeSeconds: time)
        }
        return (table, itemNames)
    }
}
