/// The first line of a request, without its target.
struct RequestStart {
    let method: String
    let version: String
    /// The library ends each of its parts at a NUL, and whatever stood after it would go unseen.
    let isCut: Bool
}
