/// Makes a classifier of a table: an algorithm with its parameters chosen.
package protocol ClassifierTrainer: Sendable {
    /// Trains on all rows; the same table and seed give the same classifier.
    func train(on table: LabeledTable, seed: UInt64) throws -> any Classifier
}
