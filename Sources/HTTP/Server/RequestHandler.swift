/// What answers the requests of a server; called from several threads at once.
package protocol RequestHandler: Sendable {
    /// Decides from the head alone: refuses, or says where the body goes. Called by the thread of the connection.
    func plan(for head: RequestHead) -> RequestPlan

    /// The answer where it is at hand, though others to the same route have to be made; nil for one that has to be. Called
    /// by the thread of the connection.
    func known(_ request: ServerRequest) -> ServerResponse?

    func answer(_ request: ServerRequest) -> ServerResponse

    /// The answer to what is no proper HTTP, or is beyond a limit.
    ///
    /// - Parameter origin: whose page asked, for a browser that would not show it the answer else.
    func refusal(status: Int, reason: String, requestID: String, origin: String?) -> ServerResponse

    /// The answer to a request that would wait too long for its turn.
    func overload(requestID: String, origin: String?) -> ServerResponse

    /// Called when the last byte of an answer is sent or the client is gone.
    ///
    /// - Parameter context: what the plan found out.
    func finished(head: RequestHead?, context: (any Sendable)?, status: Int, durationSeconds: Double)
}
