/// What a bucket's server said no to, as a sentence with the remedy.
package struct BucketError: Error, CustomStringConvertible {
    package let address: String
    package let reason: String
    package let remedy: String

    package var description: String { "\(address): \(reason). \(remedy)" }
}
