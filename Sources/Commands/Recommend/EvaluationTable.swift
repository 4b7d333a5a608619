import CatalogCore
import Learning

/// Interactions out of a file with one of them a line: columns by their place, comma, tab or `::` between them.
enum EvaluationTable {
    static let columnNames = ["user", "item", "time", "weight", "-"]
    private static let rowCountMax = 50_000_000

    /// `user,item,time` as the places of the columns; `-` skips one.
    static let kind = ValueKind<[String]>("COLUMNS") { text throws(ValueProblem) in
        var columns: [String] = []
        var column = 1
        for part in text.split(separator: ",", omittingEmptySubsequences: false) {
            let name = String(part)
            let isKnown = columnNames.contains(name) && (name == "-" || !columns.contains(name))
            guard isKnown else {
                throw ValueProblem(
                    expected: "user, item, time, weight or - , each once, at column \(column): user,item,time"
                )
            }
            columns.append(name)
            column += part.count + 1
        }
        guard columns.contains("user"), columns.contains("item") else {
            throw ValueProblem(expected: "at least user and item, as in user,item,time")
        }
        return columns
    }

    static func read(_ path: String, columns: [String]) throws -> Interactions {
        let lines = LineSequence(reader: try LineReader(path: path))
        var users: [String: Int32] = [:]
        var items: [String: Int32] = [:]
        var rows: [(user: Int32, item: Int32, weight: Float, time: Double)] = []
        for (number, line) in lines.enumerated() {
            guard !line.isEmpty else { continue }
            let fields = try split(line, number + 1, path)
            guard fields.count >= columns.count else {
                throw CommandError(
                    "\(path), line \(number + 1) has \(fields.count) columns; \(columns.count) are named in --table."
                )
            }
            var row = (user: Int32(0), item: Int32(0), weight: Float(1), time: Double(number))
            var isHeader = false
            for (name, field) in zip(columns, fields) where name == "time" || name == "weight" {
                guard let value = moment(field), value.isFinite else {
                    // The first line may name the columns.
                    guard number == 0 else {
                        throw CommandError("\(path), line \(number + 1): `\(field)` is no \(name).")
                    }
                    isHeader = true
                    continue
                }
                if name == "time" { row.time = value } else { row.weight = Float(value) }
            }
            for (name, field) in zip(columns, fields) where number == 0 && field.lowercased() == name {
                isHeader = true
            }
            if isHeader { continue }
            for (name, field) in zip(columns, fields) {
                if name == "user" { row.user = place(of: field, in: &users) }
                if name == "item" { row.item = place(of: field, in: &items) }
            }
            guard rows.count < rowCountMax else {
                throw CommandError("\(path) has more than \(rowCountMax) rows. Evaluate on a part of it.")
            }
            rows.append(row)
        }
        if let problem = lines.problem { throw problem }
        guard !rows.isEmpty else { throw CommandError("\(path) has no rows.") }
        var interactions = Interactions(userCount: users.count, itemCount: items.count)
        interactions.reserveCapacity(rows.count)
        for row in rows {
            interactions.append(user: row.user, item: row.item, weight: row.weight, timeSeconds: row.time)
        }
        return interactions
    }

    private static func place(of key: String, in keys: inout [String: Int32]) -> Int32 {
        let next = Int32(keys.count)
        let place = keys[key, default: next]
        if place == next { keys[key] = next }
        return place
    }

    private static func moment(_ text: String) -> Double? {
        Double(text) ?? TimeText.milliseconds(reading: text).map { Double($0) / 1_000 }
    }

    private static func split(_ line: String, _ number: Int, _ path: String) throws -> [String] {
        if line.contains("\t") {
            return line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
        }
        if line.contains("::") { return line.split(separator: "::").map(String.init) }
        do { return try CSVReader.fields(of: line) } catch {
            throw CommandError("\(path), line \(number) has \(error.problem).")
        }
    }
}
