/// One command of the command line. To add one: a file with a conformer, and a line in `Registry`.
protocol Command: Sendable {
    static var declaration: CommandDeclaration { get }

    /// Does it. Called on the main thread, which is none of the concurrency pool's: it may block.
    static func run(_ invocation: Invocation) throws -> Outcome
}
