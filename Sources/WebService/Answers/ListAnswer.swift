import CatalogCore

/// One page of a list.
enum ListAnswer {
    static func schema(of element: Schema) -> Schema {
        .object([
            .always("items", .list(element, countMax: ServiceLimits.pageSizeMax)),
            .known("next", .words, "the cursor of the next page; null on the last"),
        ])
    }

    /// A whole list that is never long.
    static func whole(_ element: Schema, countMax: Int) -> Schema {
        .object([.always("items", .list(element, countMax: countMax))])
    }

    /// `limit` with its usual value.
    static let limit = Parameter<Int>.assumed(
        "limit", .integer(1...ServiceLimits.pageSizeMax), 50, shown: .integer(50), "entries of a page")

    /// - Parameter elements: one more than `limit` where there are as many: then there is a next page.
    static func page<Element>(
        _ elements: [Element], limit: Int, json: (Element) -> JSONValue, cursor: (Element) -> String
    ) -> Reply {
        let page = elements.prefix(limit)
        let next = elements.count > limit ? page.last.map(cursor) : nil
        return .json([("items", .array(page.map(json))), ("next", next.json)])
    }

    static func whole(_ elements: [JSONValue]) -> Reply { .json([("items", .array(elements))]) }
}
