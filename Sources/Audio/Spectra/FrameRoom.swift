/// Where the rows of a signal's frames lie.
struct FrameRoom: Sendable {
    /// Longer signals have their rows in a file.
    let framesInMemoryMax: Int
    let temporaryFolder: String
    /// The signal's name, for a message.
    let name: String
}
