/// What a catalog learns: the name and the kind under which its models are kept.
package enum ModelFamily: String, Sendable, CaseIterable, Codable {
    case embedding, genre, mood, critic
    /// Tells classes apart; a catalog has as many as people name.
    case classifier

    /// Those of which a catalog has one, under the name of its kind.
    package static let single: [ModelFamily] = [.embedding, .genre, .mood, .critic]

    /// What is said where a catalog has none.
    package var absence: String {
        switch self {
        case .embedding: "There is no embedding yet: train one by `catalog train embedding`."
        case .genre: "There is no genre network yet: train one by `catalog train genre`."
        case .mood: "There is no mood network yet: train one by `catalog train mood`."
        case .critic: "There is no critic yet: train one by `catalog train critic`, then rate."
        case .classifier: "There is no classifier yet: train one by `catalog train classifier`."
        }
    }
}
