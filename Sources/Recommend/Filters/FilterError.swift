/// A filter that cannot be read, and where.
package struct FilterError: Error, Equatable, CustomStringConvertible {
    package let text: String
    /// From 1, in characters.
    package let column: Int
    package let message: String

    package var description: String {
        let pointer = String(repeating: " ", count: max(0, column - 1)) + "^"
        return "the filter cannot be read at column \(column): \(message)\n  \(text)\n  \(pointer)"
    }
}
