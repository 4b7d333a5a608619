import CatalogCore

extension JSONValue {
    /// The whole number that the value is.
    var whole: Int64? { if case .integer(let number) = self { number } else { nil } }

    var number: Double? {
        switch self {
        case .integer(let number): Double(number)
        case .number(let number): number
        default: nil
        }
    }

    var elements: [JSONValue] { if case .array(let elements) = self { elements } else { [] } }
}
