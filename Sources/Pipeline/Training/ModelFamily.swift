/// What a catalog learns: the name and the kind under which its models are kept.
package enum ModelFamily: String, Sendable, CaseIterable, Codable {
    case embedding, genre, mood, critic
    /// Tells classes apart; a catalog has as many as people name.
    case classifier

    /// Those of which a catalog has one, under the name of its kind.
    package static let single: [ModelFamily] = [.embedding, .genre, .mood, .critic]
}
