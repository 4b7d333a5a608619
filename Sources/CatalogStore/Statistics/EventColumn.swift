/// What statistics ask of an event, in the order of a block.
package enum EventColumn: Int, CaseIterable, Sendable {
    case id
    /// Milliseconds since 1970.
    case time
    case user
    /// 0 where the track is not here.
    case track
    /// As in the file: 1 play, 2 skip, 3 like, 4 dislike, 5 ban, 6 rating, 7 removal.
    case kind
    /// Milliseconds; -1 where nobody said.
    case played
    case total
    /// In half steps, 1…10; 0 for none.
    case rating
}
