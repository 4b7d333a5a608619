/// How far a long job has come. A job reports it; the command line draws it; the service sends it on.
package struct Progress: Sendable, Equatable {
    /// What is being done, as a person would say it: `training the embedding`.
    package var activity: String
    package var completed: Double
    /// Nil while the amount of work is not known.
    package var total: Double?
    /// Figures of the moment, in order: `("loss", "0.0541")`.
    package var figures: [Figure]

    package struct Figure: Sendable, Equatable {
        package var name: String
        package var value: String

        package init(name: String, value: String) {
            self.name = name
            self.value = value
        }
    }

    package init(activity: String, completed: Double, total: Double?, figures: [Figure] = []) {
        self.activity = activity
        self.completed = completed
        self.total = total
        self.figures = figures
    }
}

/// What a long job asks and tells while it runs.
package struct JobMonitor: Sendable {
    private let reportProgress: @Sendable (Progress) -> Void
    private let askCancelled: @Sendable () -> Bool

    package init(
        report: @escaping @Sendable (Progress) -> Void = { _ in },
        isCancelled: @escaping @Sendable () -> Bool = { false }
    ) {
        reportProgress = report
        askCancelled = isCancelled
    }

    /// A job that nobody watches and nobody stops.
    package static let silent = JobMonitor()

    package func report(_ progress: Progress) { reportProgress(progress) }

    /// True when the person asked for an end: finish what is in hand, keep the best so far, return.
    package var isCancelled: Bool { askCancelled() }
}
