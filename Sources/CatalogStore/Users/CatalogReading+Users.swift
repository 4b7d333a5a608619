import CatalogCore
import SQLite

extension CatalogReading {
    /// By name.
    package func users(limit: Int = 1_000_000) throws -> [User] {
        try all(UserStatement.all, limit, read: user(from:))
    }

    /// By number.
    package func users(after last: UserID?, limit: Int) throws -> [User] {
        try all(UserStatement.byNumber, last ?? UserID(0), limit, read: user(from:))
    }

    package func user(_ id: UserID) throws -> User? { try first(UserStatement.byID, id, read: user(from:)) }

    /// The user of a name, in upper or lower case.
    package func user(named name: String) throws -> User? {
        try first(UserStatement.byName, name, read: user(from:))
    }

    package func tokens(of user: UserID) throws -> [APIToken] {
        try all(UserStatement.tokensOfUser, user, read: token(from:))
    }

    package func tokens(after id: Int64 = 0, limit: Int = 10_000) throws -> [APIToken] {
        try all(UserStatement.tokens, id, limit, read: token(from:))
    }

    /// The token of a secret, valid or not; ask `isValid(at:)`.
    package func token(for secret: TokenSecret) throws -> APIToken? {
        try first(UserStatement.tokenByHash, secret.hash, read: token(from:))
    }

    func user(from row: Row) -> User {
        User(
            id: UserID(row.int64(0)), name: row.string(1), displayName: row.optionalString(2),
            createdMs: Timestamp(milliseconds: row.int64(3)))
    }

    private func token(from row: Row) -> APIToken {
        func time(_ column: Int32) -> Timestamp? {
            row.optionalInt64(column).map { Timestamp(milliseconds: $0) }
        }
        return APIToken(
            id: row.int64(0), user: UserID(row.int64(1)), label: row.string(2),
            scopes: TokenScopes(rawValue: row.int(3)), created: Timestamp(milliseconds: row.int64(4)),
            expires: time(5), revoked: time(6), lastUsed: time(7))
    }
}
