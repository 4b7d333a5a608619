/// What the table says of one operand: a word that is no option.
struct OperandDeclaration: Sendable {
    let placeholder: String
    let choices: [String]
    let completion: ValueCompletion
    /// How many words it takes; the upper bound of the last operand may be large.
    let count: ClosedRange<Int>
    let help: String
    let read: @Sendable ([String]) throws(ValueProblem) -> any Sendable

    /// `NAME`, `[NAME]`, `FILE...`.
    var signature: String {
        let plural = count.upperBound > 1 ? "\(placeholder)..." : placeholder
        return count.lowerBound == 0 ? "[\(plural)]" : plural
    }
}
