/// A request whose body has arrived.
package struct ServerRequest: Sendable {
    package let head: RequestHead
    /// Empty where the body went to a file.
    package let body: [UInt8]
    /// Where the body is, if the plan sent it to a file; removed when the request is over.
    package let uploadPath: String?
    /// What the plan found out.
    package let context: (any Sendable)?
}
