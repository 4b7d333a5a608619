/// What the catalog says no to, as a sentence.
package struct CatalogError: Error, Equatable, CustomStringConvertible {
    package enum Reason: Sendable, Equatable {
        /// What was named is not there.
        case notFound
        /// The name is taken.
        case exists
        /// A value is not allowed.
        case invalid
        /// Something depends on what was to be removed.
        case inUse
        /// What is stored does not hold together.
        case damaged
    }

    package let reason: Reason
    package let description: String

    package init(_ reason: Reason, _ description: String) {
        self.reason = reason
        self.description = description
    }
}
