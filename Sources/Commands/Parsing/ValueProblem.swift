/// Why a word on the command line is not a value of its kind: `a whole number between 1 and 100`.
struct ValueProblem: Error {
    let expected: String
}
