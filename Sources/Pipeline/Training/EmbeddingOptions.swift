/// What of the embedding is tried.
package struct EmbeddingOptions: Sendable {
    /// Fewer heard tracks are not learnt from.
    package static let tracksMin = 40
    /// Artists, or albums: some to learn from, some to stop by, some to compare with.
    package static let groupsMin = 3
    /// A library that has grown by this share is learnt anew.
    package static let growthShare = 0.5
    package static let latentSizeMax = 64

    package var latentSizes: [Int]
    /// Where nine descriptors are gone by.
    package var descriptorLatentSizes = [4, 6, 8]
    package var groupWeights: [Float]

    package init(latentSizes: [Int] = [16, 32, 64], groupWeights: [Float] = [0, 0.5]) {
        precondition(
            latentSizes.allSatisfy { (1...EmbeddingOptions.latentSizeMax).contains($0) }
                && !latentSizes.isEmpty && !groupWeights.isEmpty, "1...64 dimensions are tried")
        self.latentSizes = latentSizes
        self.groupWeights = groupWeights
    }
}
