/// What the world said no to while something was learnt: a sentence that names what is missing and what to do next.
package struct LearningError: Error, Sendable, Equatable, CustomStringConvertible {
    package enum Reason: Sendable, Equatable {
        /// Too few examples, groups or classes.
        case notEnoughData
        /// Values that are not finite, or tables that do not fit each other.
        case badData
        /// Bytes that are no model of this kind.
        case corruptModel
        /// A model of other features than those it was asked about.
        case wrongFeatures
        /// The machine cannot do what was asked.
        case unsupported
        /// A search did not converge or an objective became infinite.
        case diverged
    }

    package let reason: Reason
    package let description: String

    package init(_ reason: Reason, _ description: String) {
        self.reason = reason
        self.description = description
    }
}
