import CatalogCore
import SQLite

/// A connection on loan; what is in it is for this module only.
package struct LentConnection {
    let connection: Connection
}

/// Whoever may read: a `Snapshot`, and the `Transaction` that also writes.
package protocol CatalogReading {
    var lent: LentConnection { get }
}

/// One statement of the catalog. Each enum of them is listed in `CatalogStatements`, where a test explains them all.
protocol CatalogStatement: RawRepresentable, CaseIterable, Sendable where RawValue == String {}

extension CatalogReading {
    var connection: Connection { lent.connection }

    func all<Element>(
        _ statement: some CatalogStatement, _ values: any Bindable..., read: (Row) throws -> Element
    ) throws -> [Element] {
        var elements: [Element] = []
        try connection.forEach(statement.rawValue, values) { elements.append(try read($0)) }
        return elements
    }

    func first<Element>(
        _ statement: some CatalogStatement, _ values: any Bindable..., read: (Row) throws -> Element
    ) throws -> Element? {
        let prepared = try connection.statement(statement.rawValue)
        prepared.bind(values)
        defer { prepared.reset() }
        return try prepared.step().map(read)
    }

    func forEach(
        _ statement: some CatalogStatement, _ values: any Bindable..., body: (Row) throws -> Void
    ) throws {
        try connection.forEach(statement.rawValue, values, body)
    }

    func count(_ statement: some CatalogStatement, _ values: any Bindable...) throws -> Int {
        let prepared = try connection.statement(statement.rawValue)
        prepared.bind(values)
        defer { prepared.reset() }
        return try prepared.step()?.int(0) ?? 0
    }
}
