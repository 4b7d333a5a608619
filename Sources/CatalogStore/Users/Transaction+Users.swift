import CatalogCore

extension Transaction {
    /// Adds a user; throws `.exists` where the name is taken, in upper or lower case.
    package func addUser(named name: String, displayName: String? = nil, at now: Timestamp) throws -> UserID {
        guard !name.isEmpty, name.utf8.count <= Self.userNameLimit, !name.contains(where: \.isNewline) else {
            throw CatalogError(.invalid, "a user's name has 1 to \(Self.userNameLimit) bytes on one line")
        }
        guard let id = try change(UserStatement.insert, name, displayName, now) else {
            throw CatalogError(.exists, "there is a user named \(name) already")
        }
        touch(.user)
        return UserID(id)
    }

    package func setDisplayName(of user: UserID, to name: String?) throws {
        try execute(UserStatement.rename, name, user)
        touch(.user)
    }

    /// Removes a user. Where there is anything that the user made, it is removed only if `includingEverything`.
    package func removeUser(_ user: UserID, includingEverything: Bool = false) throws {
        guard let known = try self.user(user) else {
            throw CatalogError(.notFound, "there is no user \(user)")
        }
        let events = try eventCount(of: user)
        let playlists = try count(UserStatement.playlistCount, user)
        guard includingEverything || events + playlists == 0 else {
            throw CatalogError(
                .inUse,
                "\(known.name) has \(events) events and \(playlists) playlists: export them first if they matter, "
                    + "then say that they go too")
        }
        try execute(OpinionStatement.deleteOfUser, user)
        try execute(EventStatement.ofUserToDelete, user, EventKind.removal.code)
        try execute(EventStatement.restOfUserToDelete, user)
        try execute(UserStatement.deletePlaylists, user)
        try execute(UserStatement.delete, user)
        touch(.user)
        touch(.event)
        touch(.playlist)
    }

    // MARK: Tokens

    package func addToken(
        for user: UserID, label: String, scopes: TokenScopes, secret: TokenSecret, at now: Timestamp,
        expires: Timestamp? = nil
    ) throws -> Int64 {
        guard !scopes.isEmpty else { throw CatalogError(.invalid, "a token has at least one scope") }
        guard
            let id = try change(
                UserStatement.insertToken, user, label, secret.hash, scopes.rawValue, now, expires)
        else { preconditionFailure("an insert without a conflict clause returns its id") }
        touch(.user)
        return id
    }

    /// From now on the token opens nothing.
    package func revokeToken(_ id: Int64, at now: Timestamp) throws {
        guard try change(UserStatement.revokeToken, now, id) != nil else {
            throw CatalogError(.notFound, "there is no token \(id)")
        }
        touch(.user)
    }

    package func useToken(_ id: Int64, at now: Timestamp) throws {
        try execute(UserStatement.useToken, now, id)
    }

    package static let userNameLimit = 200
}
