import CatalogStore
import Synchronization

/// Tokens that were shown lately, so that a request costs no query; forgotten when anything of users changes.
final class TokenBook: Sendable {
    private static let entryCountMax = 10_000

    private struct State {
        var revision: Int64 = -1
        var tokens: [String: APIToken] = [:]
    }

    private let catalog: Catalog
    private let state = Mutex(State())

    init(catalog: Catalog) { self.catalog = catalog }

    /// The valid token of a secret that was shown before; nil says nothing.
    func known(_ secret: String, revision: Int64, at now: Timestamp) -> APIToken? {
        let token = state.withLock { state -> APIToken? in
            if state.revision != revision {
                state.tokens.removeAll(keepingCapacity: true)
                state.revision = revision
            }
            return state.tokens[secret]
        }
        return token.flatMap { $0.isValid(at: now) ? $0 : nil }
    }

    /// The valid token of a secret; nil where there is none.
    func token(for secret: String, revision: Int64, at now: Timestamp) throws -> APIToken? {
        if let known = known(secret, revision: revision, at: now) { return known }
        guard let token = try catalog.read({ try $0.token(for: TokenSecret(text: secret)) }),
            token.isValid(at: now)
        else { return nil }
        state.withLock { state in
            guard state.revision == revision else { return }
            if state.tokens.count >= Self.entryCountMax { state.tokens.removeAll() }
            state.tokens[secret] = token
        }
        return token
    }
}
