/// One thing that somebody did with one track, as far as preference goes.
package struct Signal: Sendable, Equatable {
    package enum Kind: Sendable, Equatable {
        /// How much of the track was heard, 0...1; nil where nobody knows.
        case play(completion: Double?)
        case skip(completion: Double?)
        case like
        case dislike
        case ban
        /// 0.5...5 in half stars.
        case rating(Double)
    }

    package let kind: Kind
    package let timeSeconds: Double

    package init(_ kind: Kind, timeSeconds: Double) {
        self.kind = kind
        self.timeSeconds = timeSeconds
    }
}
