import CatalogCore
import Learning

/// A table of numbers in a CSV file, with a header line, as rows of features.
enum TableFile {
    private static let rowCountMax = 1_000_000

    /// - Parameters:
    ///   - label: the column that says what a row is; nil where nobody asks.
    ///   - group: the column whose equal values are never divided between learning and testing.
    static func read(
        _ path: String, label: String?, group: String?, dropped: [String]
    ) throws -> FeatureTable {
        let reader = try LineReader(path: path)
        guard let header = try next(reader, path, 1) else { throw CommandError("\(path) is empty.") }
        let labelPlace = try label.map { try place($0, header, path) }
        let groupPlace = try group.map { try place($0, header, path) }
        let left = try Set(
            dropped.map { try place($0, header, path) } + [labelPlace, groupPlace].compactMap { $0 })
        let places = header.indices.filter { !left.contains($0) }
        guard !places.isEmpty else {
            throw CommandError("\(path) has no columns besides those that are left out.")
        }
        var values: [Float] = []
        var rows: [FeatureTable.Row] = []
        var groups: [String: Int] = [:]
        var line = 1
        while let fields = try next(reader, path, line + 1) {
            line += 1
            if fields == [""] { continue }
            guard fields.count == header.count else {
                throw CommandError(
                    "\(path), line \(line) has \(fields.count) fields; the header names \(header.count).")
            }
            guard rows.count < rowCountMax else {
                throw CommandError("\(path) has more than \(rowCountMax) rows: take a part of it.")
            }
            for place in places { values.append(try number(fields[place], header[place], path, line)) }
            let own = groupPlace.map { fields[$0] } ?? String(line)
            let number = groups[own, default: groups.count]
            groups[own] = number
            let name = labelPlace.map { fields[$0] } ?? ""
            rows.append(
                FeatureTable.Row(
                    id: Int64(line), name: "line \(line)", label: name.isEmpty ? nil : name, group: number))
        }
        guard !rows.isEmpty else { throw CommandError("\(path) has a header and no rows.") }
        return FeatureTable(
            columns: places.map { FeatureTable.Column(name: header[$0]) }, rows: rows,
            values: VectorTable(columns: places.count, values: values))
    }

    private static func next(_ reader: LineReader, _ path: String, _ line: Int) throws -> [String]? {
        var fields: [String]?
        do {
            _ = try reader.withNextRecord { fields = try CSVReader.fields(of: $0) }
        } catch let problem as TextProblem {
            throw CommandError("\(path), line \(line) has \(problem.problem).")
        }
        return fields
    }

    private static func place(_ name: String, _ header: [String], _ path: String) throws -> Int {
        guard let place = header.firstIndex(of: name) else {
            let meant = Spelling.nearest(to: name, among: header).map { " Did you mean `\($0)`?" } ?? ""
            throw CommandError("\(path) has no column `\(name)`.\(meant)")
        }
        return place
    }

    private static func number(_ text: String, _ column: String, _ path: String, _ line: Int) throws -> Float
    {
        guard let value = Float(text), value.isFinite else {
            throw CommandError(
                "\(path), line \(line): column `\(column)` holds `\(text)`, which is no number. Leave the column out by "
                    + "--drop \(column), or the row.")
        }
        return value
    }
}
