/// A page of recommendations, and where the next one starts.
package struct Answer: Sendable, Equatable {
    package let recommendations: [Recommendation]
    /// Nil when nothing is left.
    package let next: Cursor?

    package init(recommendations: [Recommendation], next: Cursor?) {
        self.recommendations = recommendations
        self.next = next
    }
}
