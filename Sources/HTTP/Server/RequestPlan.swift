/// What becomes of a request, decided from its head alone.
package struct RequestPlan: Sendable {
    package var body: BodyPlan
    /// What the handler found out and wants to know again when it answers.
    package var context: (any Sendable)?
    /// True for an answer that waits for nothing: it is made at once. Others are made by workers, so that the
    /// connections that share a thread do not wait for one another's disk.
    package var isQuick: Bool

    package init(_ body: BodyPlan, context: (any Sendable)? = nil, isQuick: Bool = false) {
        self.body = body
        self.context = context
        self.isQuick = isQuick
    }
}
