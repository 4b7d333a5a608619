/// What a catalog learns: the name and the kind under which its models are kept.
package enum ModelFamily: String, Sendable, CaseIterable, Codable {
    case embedding, genre, mood, critic

    /// What is said where a catalog has none.
    package var absence: String {
        switch self {
        case .embedding: "There is no embedding yet: train one by `catalog train embedding`."
        case .genre: "There is no genre network yet: train one by `catalog train genre`."
        case .mood: "There is no mood network yet: train one by `catalog train mood`."
        case .critic: "There is no critic yet: train one by `catalog train critic`, then rate."
        }
    }
}
