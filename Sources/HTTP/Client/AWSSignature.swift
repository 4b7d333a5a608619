/// The keys and the scope with which a request to an S3-compatible server is signed.
package struct AWSSignature: Sendable {
    package let accessKey: String
    package let secretKey: String
    package let sessionToken: String?
    package let region: String

    package init(accessKey: String, secretKey: String, sessionToken: String?, region: String) {
        self.accessKey = accessKey
        self.secretKey = secretKey
        self.sessionToken = sessionToken
        self.region = region
    }

    /// SHA-256 of an empty body, which S3 wants named and signed; this Debian's libcurl does not name it by itself.
    static let hashOfNothing = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"

    /// libcurl's way of naming the scheme, the region and the service.
    var scope: String { "aws:amz:\(region):s3" }
}
