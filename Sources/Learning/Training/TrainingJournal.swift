/// Where training runs write down how they go, and where a run that was ended goes on from.
package protocol TrainingJournal: Sendable {
    /// The state in which a run of that name was left; nil for one that starts anew.
    func checkpoint(of run: String) throws -> TrainingCheckpoint?

    /// Called after each whole epoch.
    func keep(_ checkpoint: TrainingCheckpoint, of run: String) throws
}
