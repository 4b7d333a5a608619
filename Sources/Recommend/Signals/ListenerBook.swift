import CatalogCore

/// All listeners, in shards: a change while answers hold an older copy copies one shard, not the book.
package struct ListenerBook: Sendable {
    private static let shardCount = 256

    private var shards = [[UserID: Listener]](repeating: [:], count: ListenerBook.shardCount)

    package init() {}

    package var count: Int { shards.reduce(0) { $0 + $1.count } }

    package var users: [UserID] { shards.flatMap(\.keys).sorted() }

    package subscript(user: UserID) -> Listener? { shards[ListenerBook.shard(of: user)][user] }

    /// Changes a listener, who is new where nothing is known yet.
    package mutating func update(_ user: UserID, _ change: (inout Listener) -> Void) {
        change(&shards[ListenerBook.shard(of: user)][user, default: Listener()])
    }

    private static func shard(of user: UserID) -> Int {
        Int(UInt64(bitPattern: user.rawValue) % UInt64(shardCount))
    }
}
