import CatalogStore
import Learning

/// Whether bytes are a model that this program can use.
enum ModelSoundness {
    /// Throws a `LearningError` that says what is wrong.
    static func check(kind: String, weights: [UInt8]) throws {
        switch ModelFamily(rawValue: kind) {
        case .embedding: _ = try Autoencoder(decoding: weights)
        case .genre: _ = try GenreModel(decoding: weights)
        case .mood: _ = try MoodModel(decoding: weights)
        case .critic: _ = try Critic(decoding: weights)
        case .classifier: _ = try StoredClassifier.decode(weights)
        case nil: break
        }
    }
}
