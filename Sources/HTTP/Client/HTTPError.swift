/// What went wrong between this program and a server, as a sentence.
package struct HTTPError: Error, CustomStringConvertible, Equatable {
    package enum Kind: Sendable, Equatable {
        case badAddress
        /// No answer: refused, cut, timed out. Worth another try.
        case unreachable
        case tooLarge
        case cancelled
    }

    package let kind: Kind
    package let url: String
    package let reason: String

    package init(kind: Kind, url: String, reason: String) {
        self.kind = kind
        self.url = url
        self.reason = reason
    }

    package var description: String { "\(url): \(reason)." }
}
