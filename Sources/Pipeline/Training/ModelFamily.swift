/// What a catalog learns: the name and the kind under which its models are kept.
package enum ModelFamily: String, Sendable, CaseIterable, Codable {
    case embedding, genre, mood, critic
}
