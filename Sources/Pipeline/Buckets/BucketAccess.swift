import HTTP

/// How a bucket is reached: endpoint, region, keys; from the usual environment variables unless said otherwise.
package struct BucketAccess: Sendable {
    /// `https://host[:port]`, without a slash at the end; nil is AWS itself.
    package let endpoint: String?
    package let region: String
    /// Nil asks without a signature, as for a public bucket.
    package let signature: AWSSignature?

    /// Reads `AWS_ACCESS_KEY_ID`, `AWS_SECRET_ACCESS_KEY`, `AWS_SESSION_TOKEN`, `AWS_REGION` or `AWS_DEFAULT_REGION`,
    /// `AWS_ENDPOINT_URL_S3` or `AWS_ENDPOINT_URL`.
    package init(environment: [String: String], endpoint: String? = nil) {
        func value(_ names: String...) -> String? {
            names.lazy.compactMap { environment[$0] }.first { !$0.isEmpty }
        }
        var chosen = endpoint ?? value("AWS_ENDPOINT_URL_S3", "AWS_ENDPOINT_URL")
        while chosen?.hasSuffix("/") == true { chosen?.removeLast() }
        if let plain = chosen, !plain.contains("://") { chosen = "https://" + plain }
        self.endpoint = chosen
        region = value("AWS_REGION", "AWS_DEFAULT_REGION") ?? "us-east-1"
        if let accessKey = value("AWS_ACCESS_KEY_ID"), let secretKey = value("AWS_SECRET_ACCESS_KEY") {
            signature = AWSSignature(
                accessKey: accessKey, secretKey: secretKey, sessionToken: value("AWS_SESSION_TOKEN"),
                region: region)
        } else {
            signature = nil
        }
    }

    /// The URL of a bucket: its own host on AWS, a path elsewhere (and where dots would break the certificate).
    func baseURL(of bucket: String) -> String {
        if let endpoint { return "\(endpoint)/\(bucket)" }
        return bucket.contains(".")
            ? "https://s3.\(region).amazonaws.com/\(bucket)" : "https://\(bucket).s3.\(region).amazonaws.com"
    }
}
