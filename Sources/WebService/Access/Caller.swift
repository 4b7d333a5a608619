import CatalogCore
import CatalogStore

/// Whoever sent a request, and what they may do.
struct Caller: Sendable {
    /// Whose token it is; nil for a program of this machine that needs none.
    let user: UserID?
    let scopes: TokenScopes
    /// Who is counted by the limits of rates.
    let key: String
    /// What was shown; nil where none was needed.
    var secret: String?
    /// A program of this machine, where the service listens to no other.
    static func trusted(address: String) -> Caller {
        Caller(user: nil, scopes: [.read, .feedback, .admin], key: address)
    }

    /// Somebody without a token: the open routes are theirs.
    static func unknown(address: String) -> Caller { Caller(user: nil, scopes: [], key: address) }

    /// A token of scope `admin` speaks for everybody, another one for its user alone.
    func mayActFor(_ other: UserID) -> Bool { scopes.contains(.admin) || user == other }

    /// Throws unless this caller may see and change what is that user's.
    func require(_ other: UserID) throws(Problem) {
        guard mayActFor(other) else { throw Self.speaksForItself }
    }

    static var speaksForItself: Problem {
        Problem(.forbidden, "This token speaks for its own user only.")
    }
}
