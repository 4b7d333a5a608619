/// How a text feels: shares of positive, neutral and negative words, and one figure for all, -1...1.
package struct Sentiment: Sendable, Equatable {
    package let positive: Double
    package let neutral: Double
    package let negative: Double
    package let compound: Double

    package static let none = Sentiment(positive: 0, neutral: 0, negative: 0, compound: 0)
}
