/// An answer as it was sent.
struct KeptAnswer: Sendable {
    let bytes: [UInt8]
    let etag: String
}
