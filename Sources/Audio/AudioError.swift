/// What the world said no to: which file, what is wrong with it, and what to do next.
package struct AudioError: Error, Equatable, Sendable, CustomStringConvertible {
    package enum Kind: String, Sendable {
        /// The file cannot be opened or read.
        case unreadable
        /// The content is something else than audio.
        case notAudio
        /// Audio, but of a shape that is not heard: too many channels, an odd rate.
        case unsupported
        /// The `ffmpeg` program would be needed.
        case programMissing
        /// Audio that is broken beyond use.
        case damaged
        /// A limit with a name was reached.
        case limit
        /// The caller asked for an end.
        case cancelled
        /// The file cannot be written.
        case unwritable
    }

    package let kind: Kind
    /// The file as its source names it.
    package let file: String
    /// What is wrong, as a sentence without the file's name.
    package let reason: String

    package init(_ kind: Kind, file: String, reason: String) {
        self.kind = kind
        self.file = file
        self.reason = reason
    }

    package var description: String { "\(file): \(reason)" }
}
