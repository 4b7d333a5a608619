/// A command that could not do what it was asked: a sentence with the remedy in it.
struct CommandError: Error, CustomStringConvertible {
    let description: String

    init(_ sentence: String) { description = sentence }
}
