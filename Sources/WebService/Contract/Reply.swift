import CatalogCore
import HTTP

/// What a route answers when all goes well.
struct Reply: Sendable {
    enum Content: Sendable {
        case json(JSONValue)
        /// JSON that was written before.
        case jsonBytes([UInt8])
        /// JSON that was written and packed before; `size` is what it unpacks to.
        case packedJSON([UInt8], size: Int)
        case bytes(type: String, [UInt8])
        case file(type: String, descriptor: Int32, offset: Int64, count: Int64)
        case events(EventStream)
        case nothing
    }

    var status = 200
    var content: Content
    var headers: [(name: String, value: String)] = []
    /// A name for this state of the thing, with its quotes; nil for a name made of the bytes.
    var etag: String?
    /// What another cache may do with it.
    var cacheControl = "private, no-cache"

    static func json(_ fields: [(String, JSONValue)], status: Int = 200) -> Reply {
        Reply(status: status, content: .json(.object(fields)))
    }

    static let nothing = Reply(status: 204, content: .nothing)
}
