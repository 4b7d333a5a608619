import Synchronization

/// A critic with its networks loaded; threads that share it take turns.
package final class CriticPredictor: Sendable {
    /// A number, and where the truth lies in four of five cases.
    package struct Rating: Sendable, Equatable {
        package let value: Float
        package let interval: ClosedRange<Float>
    }

    let critic: Critic
    private let networks: Mutex<[Network]>

    init(_ critic: Critic) throws {
        self.critic = critic
        networks = Mutex(
            try critic.members.map { member in
                guard member.shape.inputs == member.encoder.columns, member.shape.outputs == 1 else {
                    throw ModelBlob.corrupt("a network does not fit its inputs")
                }
                return try member.loaded()
            })
    }

    /// The rating of each row of raw features.
    package func rate(_ features: VectorTable, genres: [[Int]], featureSet: String) throws -> [Rating] {
        guard featureSet == critic.featureSet, features.columns == critic.columns.count else {
            throw LearningError(
                .wrongFeatures,
                "The critic was trained on \(critic.featureSet) (\(critic.columns.count) values), and was asked about "
                    + "\(featureSet) (\(features.columns) values); train it again.")
        }
        precondition(genres.count == features.rows, "each row has its genres")
        try features.checkFinite("the features")
        return try values(features, genres: genres).map {
            Rating(value: $0, interval: critic.intervals.around($0))
        }
    }

    /// The weighted mean of the networks and of the mean rating, within 1...5.
    func values(_ features: VectorTable, genres: [[Int]]) throws -> [Float] {
        let rest = max(0, 1 - critic.weights.reduce(0, +))
        var sums = [Float](repeating: rest * critic.meanRating, count: features.rows)
        try networks.withLock { networks in
            for ((member, network), weight) in zip(zip(critic.members, networks), critic.weights)
            where weight > 0 {
                for (row, value) in try member.predict(features, genres: genres, by: network).enumerated() {
                    sums[row] += weight * value
                }
            }
        }
        return sums.map { min(5, max(1, $0)) }
    }
}
