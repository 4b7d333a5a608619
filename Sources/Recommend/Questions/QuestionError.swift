/// A question that cannot be understood: which part of it, and what to put right.
package struct QuestionError: Error, Sendable, Equatable, CustomStringConvertible {
    package enum Kind: Sendable, Equatable {
        /// The text is not of the form that the parameter takes.
        case malformed
        /// The words name nothing, or several things.
        case unknownName(NameError)
    }

    /// The parameter at fault; nil for a name that no parameter has.
    package let parameter: QuestionParameter?
    package let kind: Kind
    /// A sentence.
    package let description: String

    package init(_ parameter: QuestionParameter?, malformed sentence: String) {
        self.parameter = parameter
        kind = .malformed
        description = sentence
    }

    package init(_ parameter: QuestionParameter, _ name: NameError) {
        self.parameter = parameter
        kind = .unknownName(name)
        description = name.description
    }
}
