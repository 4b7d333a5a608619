/// A track and the one it was found to be.
package struct TrackMatch: Sendable, Equatable {
    package enum Verdict: String, Sendable {
        /// Linked without asking.
        case certain
        /// A person should look.
        case review
    }

    /// The place of the subject that was looked for, and of the target that it is.
    package let subject: Int
    package let target: Int
    /// 0...1.
    package let confidence: Double
    package let verdict: Verdict
    /// The next best target of another name, length or version, and how sure it would have been.
    package let runnerUp: Int?
    package let runnerUpConfidence: Double
}
