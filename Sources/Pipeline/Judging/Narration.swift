/// What a chat model said of a rating, or why only the local text is there.
package enum Narration: Sendable, Equatable {
    case told(String)
    /// A sentence for whoever asked.
    case notTold(String)
}
