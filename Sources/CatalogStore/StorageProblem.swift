import SQLite

/// What the file of a catalog said no to, for whoever answers others and must not name the file.
package enum StorageProblem: Sendable {
    case full, busy, readOnly, damaged, refused, other

    /// Nil for an error that the file has no part in.
    package init?(_ error: any Error) {
        guard let error = error as? SQLiteError else { return nil }
        switch error.reason {
        case .full: self = .full
        case .busy: self = .busy
        case .readOnly, .denied: self = .readOnly
        case .corrupt, .foreign, .newer, .missing: self = .damaged
        case .constraint: self = .refused
        case .interrupted, .exists, .other: self = .other
        }
    }
}
