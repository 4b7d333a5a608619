import CatalogCore

/// What became of an event that was sent.
package enum EventOutcome: Sendable, Equatable {
    case added(EventID)
    /// It was in the log already.
    case repeated(EventID)

    package var id: EventID {
        switch self {
        case .added(let id), .repeated(let id): id
        }
    }

    package var isAdded: Bool { if case .added = self { true } else { false } }
}
