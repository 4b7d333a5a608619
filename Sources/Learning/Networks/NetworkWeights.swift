/// What a trained network knows: a value that can be kept, compared and stored.
package struct NetworkWeights: Sendable, Equatable {
    package var parameters: [[Float]]
    package var statistics: [[Float]]

    package init(parameters: [[Float]], statistics: [[Float]]) {
        self.parameters = parameters
        self.statistics = statistics
    }

    /// One behind the other, as a model stores them.
    var arrays: [[Float]] { parameters + statistics }
    /// What `ModelBlob.networks` takes them apart by.
    var arrayCounts: [Int] { [parameters.count, statistics.count] }

    package var isFinite: Bool {
        (parameters + statistics).allSatisfy { $0.allSatisfy(\.isFinite) }
    }
}
