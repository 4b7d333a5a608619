/// What becomes of a request, decided from its head alone.
package struct RequestPlan: Sendable {
    package var body: BodyPlan
    /// What the handler found out and wants to know again when it answers.
    package var context: (any Sendable)?
    package var pace: RequestPace

    package init(_ body: BodyPlan, context: (any Sendable)? = nil, pace: RequestPace = .waiting) {
        self.body = body
        self.context = context
        self.pace = pace
    }
}
