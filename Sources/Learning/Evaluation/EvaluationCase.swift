/// One question with a known answer: what a listener did before, and what that listener met later.
package struct EvaluationCase: Sendable, Equatable {
    package let user: Int32
    package let history: History
    /// Ascending.
    package let relevant: [Int32]

    package init(user: Int32, history: History, relevant: [Int32]) {
        self.user = user
        self.history = history
        self.relevant = relevant.sorted()
    }
}
