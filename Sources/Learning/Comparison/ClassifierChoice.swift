/// The numbers of an algorithm that did best in cross-validation of some rows.
package struct ClassifierChoice: Sendable {
    package let algorithm: ClassifierAlgorithm
    package let settings: [String: Double]
    /// The share of held-out rows that were told right.
    package let accuracy: Double

    package init(algorithm: ClassifierAlgorithm, settings: [String: Double], accuracy: Double) {
        self.algorithm = algorithm
        self.settings = settings
        self.accuracy = accuracy
    }
}
