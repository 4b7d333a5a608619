/// How a route answers when all goes well.
package struct RouteAnswer: Sendable {
    package enum Content: Sendable {
        case json(Schema)
        /// Bytes of one of these types.
        case bytes(types: [String])
        case nothing
    }

    package let status: Int
    package let content: Content
    package let about: String

    package static func ok(_ schema: Schema, _ about: String) -> RouteAnswer {
        RouteAnswer(status: 200, content: .json(schema), about: about)
    }

    package static func json(_ status: Int, _ schema: Schema, _ about: String) -> RouteAnswer {
        RouteAnswer(status: status, content: .json(schema), about: about)
    }

    package static func bytes(status: Int = 200, _ types: [String], _ about: String) -> RouteAnswer {
        RouteAnswer(status: status, content: .bytes(types: types), about: about)
    }

    package static func nothing(_ status: Int, _ about: String) -> RouteAnswer {
        RouteAnswer(status: status, content: .nothing, about: about)
    }
}
