/// A value of any of SQLite's types, for statements whose columns are not known in advance.
package enum Value: Sendable, Equatable, Bindable {
    case null
    case integer(Int64)
    case real(Double)
    case text(String)
    case blob([UInt8])

    package func bind(to statement: Statement, at index: Int32) {
        switch self {
        case .null: statement.bindNull(at: index)
        case .integer(let value): statement.bind(value, at: index)
        case .real(let value): statement.bind(value, at: index)
        case .text(let value): statement.bind(value, at: index)
        case .blob(let value): value.bind(to: statement, at: index)
        }
    }
}
