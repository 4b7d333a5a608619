/// How an answer leans; every dial has a middle that changes nothing.
package struct Dials: Sendable, Equatable, Codable {
    /// How much other listeners and how much sound decide; nil lets the length of the history decide.
    package var people: Double?
    package var sound: Double?
    /// 0 ranks by fit alone, 1 keeps only what is unlike the rest of the list (maximal marginal relevance,
    /// Carbonell and Goldstein, SIGIR 1998).
    package var diversity = 0.15
    /// -1 the deep end, 1 the hits.
    package var popularity = 0.0
    /// How much a newly added track is preferred, 0...1.
    package var freshness = 0.0
    /// At most this many tracks of one artist in a page; nil for no cap.
    package var perArtist: Int? = 3

    package init() {}

    /// Takes `people` and `sound` by name.
    package mutating func set(_ weights: [String: Double]) {
        people = weights["people"]
        sound = weights["sound"]
    }
}
