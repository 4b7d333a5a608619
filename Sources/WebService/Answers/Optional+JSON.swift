import CatalogCore
import CatalogStore

// What is not known is null.

extension Int? {
    var json: JSONValue { map { .integer(Int64($0)) } ?? .null }
}

extension Int64? {
    var json: JSONValue { map { .integer($0) } ?? .null }
}

extension Double? {
    var json: JSONValue { map { .number($0) } ?? .null }
}

extension String? {
    var json: JSONValue { map { .string($0) } ?? .null }
}

extension Bool? {
    var json: JSONValue { map { .bool($0) } ?? .null }
}

extension Timestamp? {
    var json: JSONValue { map { .string($0.description) } ?? .null }
}

extension Timestamp {
    var json: JSONValue { .string(description) }
}

extension CatalogIdentifier {
    var json: JSONValue { .integer(rawValue) }
}
