/// How a command ended that did not fail.
enum Outcome: Sendable {
    case complete
    /// Ran, but skipped something, was stopped early, or found nothing.
    case incomplete
}
