/// An answer in words: what was understood, the page, and where the next one starts.
package struct DescribedAnswer: Sendable {
    package let query: Query
    /// What was taken for something else: a misspelt name for its nearest.
    package let remarks: [String]
    package let recommendations: [DescribedRecommendation]
    /// Nil when nothing is left.
    package let next: Cursor?
}
