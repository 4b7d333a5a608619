import CatalogCore

/// The order in which a batch of events goes into the log.
///
/// A few events keep the order that they came in. Many are sorted by what they are about, so that the index of tracks
/// is walked through once and not jumped about in; events of one track keep their order. Where a key is sent more than
/// once, the event that came first goes first, since it is the one that counts.
enum EventOrder {
    /// So many events change so few pages of the index that sorting gains nothing.
    private static let unsortedCountMax = 1_000

    private struct Key: Hashable {
        let user: UserID
        let name: String
    }

    static func indices(of events: UnsafeBufferPointer<NewEvent>, about subjects: [EventSubject]) -> [Int] {
        guard events.count > unsortedCountMax else { return Array(events.indices) }
        var keys: Set<Key> = []
        var places: [(code: Int64, index: Int)] = []
        places.reserveCapacity(events.count)
        var repeated: [Int] = []
        for index in events.indices {
            if let name = events[index].idempotencyKey,
                !keys.insert(Key(user: events[index].user, name: name)).inserted
            {
                repeated.append(index)
            } else {
                places.append((subjects[index].code, index))
            }
        }
        places.sort { ($0.code, $0.index) < ($1.code, $1.index) }
        return places.map(\.index) + repeated
    }
}
