/// Why nothing was learnt or told, as a sentence that names what is missing.
package struct TrainingError: Error, Sendable, Equatable, CustomStringConvertible {
    package enum Reason: Sendable, Equatable {
        case notEnoughData
        /// There is no model, or not one that fits.
        case noModel
        /// Bytes that are no model of this program.
        case unreadable
        /// A person asked for an end before anything was learnt.
        case stopped
    }

    package let reason: Reason
    package let description: String

    package init(_ reason: Reason, _ description: String) {
        self.reason = reason
        self.description = description
    }
}
