/// What a stored classifier is.
package enum ClassifierKind: String, Sendable, CaseIterable {
    case supportVectors = "support vectors"
    case trees
    case boostedTrees = "boosted trees"
    case linear
    case naiveBayes = "naive Bayes"
    case neighbors
    case vote
    case calibrated
    case components

    /// Votes in votes, calibrated votes, …: no more of them in each other.
    private static let depthMax = 8

    /// Reads what a classifier wrote of itself.
    package static func classifier(from archive: inout ClassifierArchive) throws -> any Classifier {
        try classifier(from: &archive, depth: 0)
    }

    static func classifier(from archive: inout ClassifierArchive, depth: Int) throws -> any Classifier {
        guard depth < depthMax else { throw ModelBlob.corrupt("its parts lie too deep in each other") }
        let word = try archive.word()
        switch ClassifierKind(rawValue: word) {
        case .supportVectors: return try SupportVectorMachine(from: &archive)
        case .trees: return try TreeEnsemble(from: &archive)
        case .boostedTrees: return try BoostedTrees(from: &archive)
        case .linear: return try LinearClassifier(from: &archive)
        case .naiveBayes: return try GaussianNaiveBayes(from: &archive)
        case .neighbors: return try NearestNeighborsClassifier(from: &archive)
        case .vote: return try SoftVote(from: &archive, depth: depth)
        case .calibrated: return try CalibratedClassifier(from: &archive, depth: depth)
        case .components: return try ComponentClassifier(from: &archive, depth: depth)
        case nil: throw ModelBlob.corrupt("this program knows no classifier `\(word)`")
        }
    }
}
