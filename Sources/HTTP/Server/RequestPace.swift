/// What an answer waits for, and so which threads make it.
package enum RequestPace: Sendable {
    /// Nothing: the thread of the connection makes it at once.
    case quick
    /// A disk: many threads wait beside one another, so that the connections that share a thread do not wait for one
    /// another's.
    case waiting
    /// A processor: as many at once as the machine has, since more would only finish later together.
    case computing
}
