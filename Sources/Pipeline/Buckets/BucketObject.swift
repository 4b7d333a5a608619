/// One object of a bucket, as the listing describes it.
package struct BucketObject: Sendable, Equatable {
    package let key: String
    /// Changes when the content does; without the quotes.
    package let etag: String
    package let sizeBytes: Int64
    /// As the server writes it: `2026-03-01T12:00:00.000Z`.
    package let modified: String
}
