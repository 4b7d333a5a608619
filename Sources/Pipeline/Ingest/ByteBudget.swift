/// A number of bytes that workers share: one that wants more than is left waits.
///
/// A wish beyond the whole budget is granted when nobody else holds anything: it runs alone.
// Sound: `used` is touched only inside the gate, and the rest never changes.
final class ByteBudget: @unchecked Sendable {
    private let limit: Int
    private var used = 0
    private let gate = Gate()

    init(limit: Int) { self.limit = limit }

    func with<Result>(_ bytes: Int, _ body: () throws -> Result) rethrows -> Result {
        gate.pass(while: { used > 0 && used + bytes > limit }) { used += bytes }
        defer { gate.pass { used -= bytes } }
        return try body()
    }
}
