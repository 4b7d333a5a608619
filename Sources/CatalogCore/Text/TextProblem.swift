/// Why a text is not JSON or CSV, and where.
package struct TextProblem: Error, CustomStringConvertible {
    package let problem: String
    /// Where in the text, counted in bytes from 0.
    package let offset: Int

    package var description: String { "\(problem) at byte \(offset + 1)" }
}
