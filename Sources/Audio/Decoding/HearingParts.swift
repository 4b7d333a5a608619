/// What is made of a file beside its signal.
package struct HearingParts: OptionSet, Sendable {
    package let rawValue: Int

    package init(rawValue: Int) { self.rawValue = rawValue }

    package static let loudness = HearingParts(rawValue: 1)
    package static let fingerprint = HearingParts(rawValue: 2)
    package static let identity = HearingParts(rawValue: 4)
    package static let all: HearingParts = [.loudness, .fingerprint, .identity]
}
