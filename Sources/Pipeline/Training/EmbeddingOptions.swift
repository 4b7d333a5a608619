import Learning

/// What of the embedding is tried.
package struct EmbeddingOptions: Sendable {
    /// Fewer heard tracks are not learnt from.
    package static let tracksMin = 40
    /// Artists, or albums: some to learn from, some to stop by, some to compare with.
    package static let groupsMin = 3
    /// A library that has grown by this share is learnt anew.
    package static let growthShare = 0.5
    package static let latentSizeMax = 64

    /// By itself; with tracks of one album drawn together while it learns; on a scale where they lie close; by both.
    package static let ways = [
        KinObjective.none, KinObjective(groupWeight: 0.5, scalesByKin: false),
        KinObjective(groupWeight: 0, scalesByKin: true), KinObjective(groupWeight: 0.5, scalesByKin: true),
    ]

    package var latentSizes: [Int]
    /// Where nine descriptors are gone by.
    package var descriptorLatentSizes = [4, 6, 8]
    package var ways: [KinObjective]

    package init(latentSizes: [Int] = [16, 32, 64], ways: [KinObjective] = EmbeddingOptions.ways) {
        precondition(
            latentSizes.allSatisfy { (1...EmbeddingOptions.latentSizeMax).contains($0) }
                && !latentSizes.isEmpty && !ways.isEmpty, "1...64 dimensions are tried")
        self.latentSizes = latentSizes
        self.ways = ways
    }
}
