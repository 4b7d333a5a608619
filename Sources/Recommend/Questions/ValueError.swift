/// Why a text is not a value of its kind: `a whole number between 1 and 100`.
package struct ValueError: Error, Sendable, Equatable {
    package let expected: String

    package init(expected: String) { self.expected = expected }
}
