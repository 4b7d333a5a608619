/// One run of a command: what was typed, where results go, which catalog is meant.
struct Invocation: Sendable {
    let arguments: ParsedArguments
    let environment: Environment
    let output: Output

    subscript<Value>(option: Option<Value>) -> Value { arguments[option] }
    subscript<Value>(operand: Operand<Value>) -> Value { arguments[operand] }

    /// True where the person typed the option.
    func isTyped<Value>(_ option: Option<Value>) -> Bool { arguments.isTyped(option) }

    /// `--catalog`, else `$CATALOG`, else the one in the XDG data folder.
    func catalogPath() throws -> String {
        try CatalogLocation.path(option: arguments[GlobalOptions.catalog], environment: environment)
    }

    /// Runs a long job that is drawn while it runs and that Ctrl-C ends in order.
    func withJob<Result>(_ body: (Job) throws -> Result) rethrows -> Result {
        let job = Job(output: output)
        defer { job.end() }
        return try body(job)
    }
}
