import CatalogCore

/// What reports hold, as tests ask for it.
extension JSONValue {
    var toldNumber: Double? {
        switch self {
        case .integer(let number): Double(number)
        case .number(let number): number
        default: nil
        }
    }

    var toldList: [JSONValue]? {
        guard case .array(let values) = self else { return nil }
        return values
    }

    var toldFlag: Bool? {
        guard case .bool(let flag) = self else { return nil }
        return flag
    }
}
