/// Where a bucket is: `s3://bucket/prefix`, on AWS or on any server that speaks the same protocol.
package struct BucketAddress: Sendable, Equatable, CustomStringConvertible {
    package let bucket: String
    package let prefix: String

    /// The address in a text such as `s3://music/new/`; nil where it is none.
    package init?(_ text: String) {
        guard text.hasPrefix("s3://") else { return nil }
        let rest = text.dropFirst("s3://".count)
        let bucket = rest.prefix { $0 != "/" }
        guard (3...63).contains(bucket.count),
            bucket.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber || "-._".contains($0)) })
        else { return nil }
        self.bucket = String(bucket)
        prefix = String(rest.dropFirst(bucket.count + 1))
    }

    package var description: String { "s3://\(bucket)/\(prefix)" }
}
